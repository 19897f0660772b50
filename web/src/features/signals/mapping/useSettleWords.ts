import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import type { Change, Settle } from "../types";
import type { Code, FixedDate } from "./document";

export type SettleWords = { question: string; text: string; options: string[] };

/**
 * A question in the reader's language. The server asks in English and knows most; for other languages the
 * question is put together from its id and from what its options change. One that is not known stays as it came.
 */
export function useSettleWords() {
  const { t, i18n } = useTranslation("signals");
  const { locale } = useFormat();
  return (settle: Settle): SettleWords => {
    const asked = { question: settle.question, text: settle.text, options: settle.options.map((one) => one.label) };
    if (i18n.language === "en") return asked;
    const [kind, ...rest] = settle.id.split(":");
    const column = rest[0] ?? "";
    const count = settle.columns.length;
    const name = `\`${settle.columns[0] ?? column}\``;
    const option = (at: number, changes: readonly Change[]): string => {
      const first = changes[0];
      if (first?.change === "date") return t("settle.useDate", { date: dateWords(locale, first.date) });
      if (first?.change === "code") {
        return first.code === null
          ? t("settle.isError", { value: first.value })
          : t("settle.isCode", { value: first.value, code: t(`code.${first.code as Code}`) });
      }
      if (first?.change === "order") return t(`order.${first.order as "dmy"}`);
      return at === 0 ? t("settle.keep") : t("settle.byHand");
    };
    const options = settle.options.map((one, at) => option(at, one.changes));
    switch (kind) {
      case "month":
      case "date":
        return {
          question: t("settle.whenTitle"),
          text: t(count > 0 ? "settle.whenDay" : "settle.whenNone", { name }),
          options,
        };
      case "order":
        return { question: t("settle.orderTitle"), text: t("settle.orderText", { name }), options };
      case "scale":
        return { question: t("settle.scaleTitle"), text: t("settle.scaleText", { name }), options };
      case "codes":
        return { question: t("settle.codesTitle"), text: t("settle.codesText", { name }), options };
      case "code": {
        const value = rest.at(-1) ?? "";
        return {
          question: t("settle.codeTitle", { value }),
          text: t("settle.codeText", { count, name, value }),
          options,
        };
      }
      default:
        return asked;
    }
  };
}

function dateWords(locale: string, date: FixedDate): string {
  if (date.year === undefined) return "";
  const at = new Date(Date.UTC(date.year, (date.month ?? 1) - 1, date.day ?? 1));
  return new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    year: "numeric",
    ...(date.month === undefined ? {} : { month: "long" }),
    ...(date.day === undefined ? {} : { day: "numeric" }),
  }).format(at);
}
