/** The touch plan as it is edited: every field is there, what is not written yet is empty or `null`. */
export type PlanDocument = {
  /** Of the document's form; this page writes 1. */
  format: number;
  purpose: string;
  /** Who stands in when the owner can't; a person's id. */
  deputy: string | null;
  trigger: Trigger | null;
  window: Window | null;
  channel: string | null;
  script: string;
  /** In the order of what wins a conflict. */
  standards: Standard[];
  emotions: string[];
  senses: { sense: Sense; words: string }[];
  behaviours: { kind: Behaviour; words: string }[];
  elements: { id: string | null; words: string }[];
  failures: Failure[];
  plus_ones: PlusOne[];
  minutes: number | null;
  preparation_minutes: number | null;
  cost_cents: number | null;
  currency: string | null;
  expectations: Expectation[];
  /** Parts of the platform that this touch expresses, by key. */
  expresses: string[];
  /** A day, "2027-06-01". */
  review_by: string | null;
};

export type Trigger = {
  kind: TriggerKind;
  /** The key of a kind of event. */
  event: string | null;
  /** The key of another touchpoint, of a touch. */
  touchpoint?: string | null | undefined;
  /** The client's attribute with a day that returns every year, of the calendar. */
  attribute?: string | null | undefined;
  words: string;
};
/** Days after the trigger, negative before it; both ends included. */
export type Window = { from_days: number; to_days: number };
export type Standard = { id: string; words: string; wanted: number };
export type Failure = { id: string; words: string; recovery: string };
export type PlusOne = { id: string; words: string; state: PlusOneState };
export type Expectation = { level: Level; words: string; theme: string | null };

export const TRIGGERS = ["event", "touch", "schedule", "client", "stage"] as const;
export type TriggerKind = (typeof TRIGGERS)[number];
export const SENSES = ["sight", "sound", "smell", "taste", "touch"] as const;
export type Sense = (typeof SENSES)[number];
export const BEHAVIOURS = ["voice", "attitude", "style"] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];
export const PLUS_ONE_STATES = ["idea", "trial", "active", "norm", "retired"] as const;
export type PlusOneState = (typeof PLUS_ONE_STATES)[number];
export const LEVELS = ["must", "should", "delight"] as const;
export type Level = (typeof LEVELS)[number];

export type Field = Exclude<keyof PlanDocument, "format">;

/** In the order in which the page and the paper show them. */
export const FIELDS: readonly Field[] = [
  "purpose",
  "deputy",
  "trigger",
  "window",
  "channel",
  "minutes",
  "preparation_minutes",
  "cost_cents",
  "currency",
  "review_by",
  "script",
  "standards",
  "emotions",
  "senses",
  "behaviours",
  "elements",
  "failures",
  "plus_ones",
  "expectations",
  "expresses",
];

/** Lists whose items can be told apart when their words change. */
export const IDENTIFIED = ["standards", "failures", "plus_ones"] as const;
export type IdentifiedField = (typeof IDENTIFIED)[number];
/** Lists whose items are their own words. */
export const WORDED = ["emotions", "senses", "behaviours", "elements", "expectations", "expresses"] as const;
export type WordedField = (typeof WORDED)[number];

export function isIdentified(field: Field): field is IdentifiedField {
  return (IDENTIFIED as readonly string[]).includes(field);
}

export function isWorded(field: Field): field is WordedField {
  return (WORDED as readonly string[]).includes(field);
}

export const emptyPlan: PlanDocument = {
  format: 1,
  purpose: "",
  deputy: null,
  trigger: null,
  window: null,
  channel: null,
  script: "",
  standards: [],
  emotions: [],
  senses: [],
  behaviours: [],
  elements: [],
  failures: [],
  plus_ones: [],
  minutes: null,
  preparation_minutes: null,
  cost_cents: null,
  currency: null,
  expectations: [],
  expresses: [],
  review_by: null,
};

/** Whether two values say the same, however deep. Documents are plain data. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && same(left[key], right[key]));
}

/** The document as the server keeps it: no space around words, no empty words in a row of words. */
export function tidied(document: PlanDocument): PlanDocument {
  const tidy = (value: unknown): unknown => {
    if (typeof value === "string") return value.trim();
    if (Array.isArray(value)) return value.map(tidy);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tidy(each)]));
  };
  const kept = tidy(document) as PlanDocument;
  return {
    ...kept,
    emotions: kept.emotions.filter((word) => word !== ""),
    expresses: kept.expresses.filter((key) => key !== ""),
    channel: kept.channel || null,
    currency: kept.currency?.toUpperCase() || null,
  };
}

/** A name for a new item, which stays with it from version to version. */
export function newItemId(): string {
  return crypto.randomUUID();
}

/** The item of a list moved by one place, as Alt and an arrow do it. At the end it stays. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return [...list];
  const next = [...list];
  const [item] = next.splice(from, 1);
  next.splice(to, 0, item as T);
  return next;
}
