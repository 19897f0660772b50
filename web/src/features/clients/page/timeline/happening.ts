import type { Happening } from "../../queries";

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

/** What became of it that the verb does not say, and whether that was less or more than was owed. */
const BECAME = {
  renegotiated: 0,
  kept: 1,
  kept_late: -1,
  broken: -1,
  told: 0,
  wow: 1,
  noticed: 1,
  unnoticed: 0,
  unwanted: -1,
  referral: 0,
  review: 0,
  reference: 0,
} as const;

type Became = keyof typeof BECAME;

export function becameOf({ became }: Happening): { word: Became; sign: number } | null {
  if (!became || !(became in BECAME)) return null;
  const word = became as Became;
  return { word, sign: BECAME[word] };
}

/** What an expectation went through, each with a verb of its own. */
const EXPECTED = ["assumed", "confirmed", "corrected", "retired"] as const;

/** How a line begins. */
export function verbOf({ kind, became, awaited, from_client }: Happening) {
  const known = knownKind(kind);
  if (known === "awaited") return awaited && !awaited.answered_at ? "awaits" : "awaited";
  if (known === "touch" && from_client) return "came";
  if (known === "expectation") return EXPECTED.find((one) => one === became) ?? "expectation";
  if (known === "discovery" && became === "played_back") return "playedBack";
  if (known === "plusOne" && became === "held_out") return "heldOut";
  return known;
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
