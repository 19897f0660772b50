/** Kinds for which there is a sentence; others are told plainly by their label. */
export const HAPPENINGS = [
  "touch",
  "response",
  "event",
  "delivery",
  "expectation",
  "discovery",
  "promise",
  "ownError",
  "plusOne",
  "pulse",
  "advocacy",
  "departure",
  "consent",
  "awaited",
  "other",
] as const;
export type HappeningKind = (typeof HAPPENINGS)[number];

export function knownKind(kind: string): HappeningKind {
  const camel = kind.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return HAPPENINGS.find((one) => one === camel) ?? "other";
}

/** Whole days from one moment to another; never less than none. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** "9 Nov": the year stands once, where it changes. */
export function shortDay(locale: string, at: string): string {
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { day: "numeric", month: "short" });
  formats.set(locale, format);
  return format.format(new Date(at));
}
