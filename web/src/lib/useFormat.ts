import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import * as format from "./format";

/** The functions of `format` in the reader's language. */
export function useFormat() {
  const { i18n } = useTranslation();
  const locale = i18n.language;
  return useMemo(
    () => ({
      locale,
      decimal: (value: number, digits: number) => format.decimal(locale, value, digits),
      count: (value: number) => format.count(locale, value),
      signed: (value: number, digits: number) => format.signed(locale, value, digits),
      percent: (share: number, digits?: number) => format.percent(locale, share, digits),
      figure: (value: number, unit: format.Unit, digits?: number) => format.figure(locale, value, unit, digits),
      plusMinus: (estimate: format.EstimateLike, unit: format.Unit, digits?: number) =>
        format.plusMinus(locale, estimate, unit, digits),
      range: (low: number, high: number, unit: format.Unit, digits?: number) =>
        format.range(locale, low, high, unit, digits),
      sample: (n: number) => format.sample(locale, n),
      bytes: (size: number) => format.bytes(locale, size),
      day: (at: string | Date, zone?: string) => format.day(locale, at, zone),
      daySpan: (from: string | Date, to: string | Date, zone?: string) => format.daySpan(locale, from, to, zone),
      moment: (at: string | Date, zone?: string) => format.moment(locale, at, zone),
      clock: (at: string | Date, zone?: string) => format.clock(locale, at, zone),
      ago: (at: string | Date, now: Date, zone?: string) => format.ago(locale, at, now, zone),
      span: (seconds: number) => format.span(locale, seconds),
      list: (items: readonly string[]) => format.list(locale, items),
    }),
    [locale],
  );
}
