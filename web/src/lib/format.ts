/**
 * Numbers and times as people of a language write them. Everything here is pure: the language comes first
 * (`useFormat()` binds it). "Unknown" is the reader's word to choose, so absent values give `undefined`.
 */
export type EstimateLike = { value: number | null; n: number; low?: number | null; high?: number | null };

/** How a figure is measured. Shares and NPS arrive as 0..1 and −100..100. */
export type Unit = "score" | "share" | "nps" | "count";

const minus = "−"; // U+2212, as wide as a plus
const cached = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = cached.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    cached.set(key, format);
  }
  return format;
}

/** A number with exactly `digits` decimals and a true minus sign. Never "−0". */
export function decimal(locale: string, value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  const text = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    rounded === 0 ? 0 : rounded,
  );
  return text.replace(/^[-−]/, minus);
}

export function count(locale: string, value: number): string {
  return decimal(locale, value, 0);
}

/** A change: always with its sign, zero without. */
export function signed(locale: string, value: number, digits: number): string {
  const text = decimal(locale, value, digits);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text;
}

/** `0.8207` → "82 %", with the space of ISO 80000 in every language; it does not break. */
export function percent(locale: string, share: number, digits = 0): string {
  return `${decimal(locale, share * 100, digits)}\u00a0%`;
}

const digitsOf: Record<Unit, number> = { score: 2, share: 0, nps: 1, count: 0 };

/** A value in its unit: "4.06", "82%", "39.8", "2,746". */
export function figure(locale: string, value: number, unit: Unit, digits = digitsOf[unit]): string {
  return unit === "share" ? percent(locale, value, digits) : decimal(locale, value, digits);
}

/** Half the width of the interval, "±2.6"; `undefined` without an interval. Both sides differ little at sound n; the range is beside it on hover. */
export function plusMinus(
  locale: string,
  estimate: EstimateLike,
  unit: Unit,
  digits = digitsOf[unit],
): string | undefined {
  if (estimate.low == null || estimate.high == null) return undefined;
  const half = (estimate.high - estimate.low) / 2;
  return `±${unit === "share" ? decimal(locale, half * 100, digits) : decimal(locale, half, digits)}`;
}

/** "37.2 to 42.4", "80–84 %": the interval itself. */
export function range(locale: string, low: number, high: number, unit: Unit, digits = digitsOf[unit]): string {
  return `${figure(locale, low, unit, digits)} – ${figure(locale, high, unit, digits)}`;
}

/** "n 2,746" */
export function sample(locale: string, n: number): string {
  return `n ${count(locale, n)}`;
}

/** "735 kB" */
export function bytes(locale: string, size: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let value = size;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return numberFormat(locale, {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

const calendar = new Map<string, Intl.DateTimeFormat>();

/** Plain English has the day first ("5 May 2017"), as the rest of the world reads it. */
function dateLocale(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = dateLocale(language);
  const key = locale + JSON.stringify(options);
  let format = calendar.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    calendar.set(key, format);
  }
  return format;
}

/** "5 May 2017". `zone` is the organization's time zone. */
export function day(locale: string, at: string | Date, zone?: string): string {
  return dateFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: zone }).format(new Date(at));
}

/** "5 to 30 May 2017" as the language shortens it; both ends included. */
export function daySpan(locale: string, from: string | Date, to: string | Date, zone?: string): string {
  return dateFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: zone }).formatRange(
    new Date(from),
    new Date(to),
  );
}

/** The exact moment, for hover: "Friday, 5 May 2017 at 14:03:09 UTC". */
export function moment(locale: string, at: string | Date, zone?: string): string {
  return dateFormat(locale, { dateStyle: "full", timeStyle: "long", timeZone: zone }).format(new Date(at));
}

/** "14:03" */
export function clock(locale: string, at: string | Date, zone?: string): string {
  return dateFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(at));
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86_400],
];

/** As people say it: "5 minutes ago", "yesterday", "in 3 days"; further away than a week the date. */
export function ago(locale: string, at: string | Date, now: Date, zone?: string): string {
  const then = new Date(at);
  const seconds = (then.getTime() - now.getTime()) / 1000;
  const distance = Math.abs(seconds);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (distance < 45) return relative.format(0, "second");
  if (distance >= 7 * 86_400) return day(locale, then, zone);
  let chosen = steps[0] as [Intl.RelativeTimeFormatUnit, number];
  for (const step of steps) if (distance >= step[1]) chosen = step as [Intl.RelativeTimeFormatUnit, number];
  return relative.format(Math.round(seconds / chosen[1]), chosen[0]);
}

/** A span as people say it: "3 seconds", "2 minutes". */
export function span(locale: string, seconds: number): string {
  const [value, unit] =
    seconds < 90 ? [seconds, "second"] : seconds < 5400 ? [seconds / 60, "minute"] : [seconds / 3600, "hour"];
  return numberFormat(locale, {
    style: "unit",
    unit: unit as string,
    unitDisplay: "long",
    maximumFractionDigits: 0,
  }).format(Math.max(1, Math.round(value as number)));
}

/** "Restaurants, Shops and Parking" */
export function list(locale: string, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}
