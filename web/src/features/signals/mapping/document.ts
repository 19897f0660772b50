/**
 * The mapping document as the server keeps it (crates/domain/src/signals/mapping): what each column of a file
 * means. Here only its shape and what can be read from it; changes are in `edit.ts`.
 */

export type Code = "not_used" | "dont_know" | "blank" | "not_asked";
export const CODES: readonly Code[] = ["not_used", "dont_know", "blank", "not_asked"];

export type DatePart = "whole" | "year" | "month" | "day" | "weekday" | "time";
export const DATE_PARTS: readonly DatePart[] = ["whole", "year", "month", "day", "weekday", "time"];

export type TouchpointKind = "dynamic" | "static" | "work_product";

export type Named = { key: string; label: string };

export type TouchpointRule = {
  key: string;
  label: string;
  kind?: TouchpointKind;
  stage?: string;
  channel?: string;
};

export type FileHints = {
  encoding?: string;
  delimiter?: string;
  header_rows?: number;
  skip_rows?: number;
  sheet?: string;
};

export type FixedDate = { year?: number; month?: number; day?: number };

type Base = { column: string; aliases?: string[]; label?: string };
type Score = {
  question: string;
  scale: string;
  codes?: Record<string, Code>;
  touchpoint?: string;
  aspect?: string;
  primary?: boolean;
};

export type ScoreRule = Base & { role: "recommend" | "rating" | "effort" } & Score;
export type DateRule = Base & { role: "date"; part: DatePart; order?: string };
export type CommentRule = Base & { role: "comment"; question: string; touchpoint?: string; blank?: string[] };
export type CommentCodesRule = Base & {
  role: "comment_codes";
  question: string;
  touchpoint?: string;
  codes?: Record<string, string>;
  /** Which codes speak of which touchpoint. */
  about?: Record<string, string[]>;
  blank?: string[];
};
export type ChoiceRule = Base & {
  role: "choice";
  question: string;
  values?: Record<string, string>;
  blank?: string[];
  attribute?: string;
};
export type AttributeRule = Base & {
  role: "attribute";
  attribute: string;
  values?: Record<string, string>;
  blank?: string[];
};
export type PlainRule = Base & { role: "key" | "client_key" | "client_name" | "weight" | "ignore" };

export type ColumnRule = ScoreRule | DateRule | CommentRule | CommentCodesRule | ChoiceRule | AttributeRule | PlainRule;

export type Role = ColumnRule["role"];

/** In the order in which a file is explained: who, when, how it was, what else. */
export const ROLES: readonly Role[] = [
  "key",
  "client_key",
  "client_name",
  "date",
  "recommend",
  "rating",
  "effort",
  "weight",
  "comment",
  "comment_codes",
  "choice",
  "attribute",
  "ignore",
];

export type Mapping = {
  version: number;
  name: string;
  source: string;
  file?: FileHints;
  date?: FixedDate;
  channel?: string;
  stages?: Named[];
  channels?: Named[];
  touchpoints?: TouchpointRule[];
  columns: ColumnRule[];
};

export function isScore(rule: ColumnRule): rule is ScoreRule {
  return rule.role === "recommend" || rule.role === "rating" || rule.role === "effort";
}

export function ruleOf(mapping: Mapping, column: string): ColumnRule | undefined {
  return mapping.columns.find((rule) => rule.column === column);
}

/** The touchpoint that a column speaks about, if it speaks about one. */
export function touchpointOf(mapping: Mapping, rule: ColumnRule | undefined): TouchpointRule | undefined {
  const key = rule && "touchpoint" in rule ? rule.touchpoint : undefined;
  return key === undefined ? undefined : mapping.touchpoints?.find((touchpoint) => touchpoint.key === key);
}

export type Scale = { low: number; high: number; reversed: boolean };

/** Reads "0-10", "1-5", "1-5r"; undefined for anything else, as the server refuses it. */
export function parseScale(text: string): Scale | undefined {
  const found = /^\s*(-?\d+)\s*[-–]\s*(-?\d+)(r?)\s*$/.exec(text);
  if (!found) return undefined;
  const low = Number(found[1]);
  const high = Number(found[2]);
  const points = high - low + 1;
  return points >= 2 && points <= 101 ? { low, high, reversed: found[3] === "r" } : undefined;
}

/** "0-10" with a dash for figures, as people read it. */
export function scaleWords(scale: string): string {
  return scale.replace(/^(-?\d+)-(-?\d+)r?$/, "$1–$2");
}

/** A number as people write it: "3.5", "3,5", "-99"; "1,234" is left alone, as it may be either. */
export function numberIn(text: string): number | undefined {
  const found = /^([-+−]?)(\d*)(?:[.,](\d+))?$/.exec(text.trim());
  if (!found || (found[2] === "" && found[3] === undefined)) return undefined;
  if (text.includes(",") && found[3]?.length === 3) return undefined;
  const size = Number(`${found[2] || "0"}.${found[3] ?? "0"}`);
  return found[1] === "-" || found[1] === "−" ? -size : size;
}

/** Whether a cell's text is one of the scores: "4", " 4.0 ", never 4.5. */
export function onScale(value: string, scale: Scale): boolean {
  const score = numberIn(value);
  return score !== undefined && Number.isInteger(score) && score >= scale.low && score <= scale.high;
}

/** The code that a value stands for. Compared without case and outer spaces; "6.0" is "6". */
export function codeOf(value: string, codes: Record<string, Code> | undefined): Code | undefined {
  if (value.trim() === "") return "blank";
  const wanted = folded(value);
  for (const [text, code] of Object.entries(codes ?? {})) if (folded(text) === wanted) return code;
  return undefined;
}

/** The form in which two values are the same. */
export function folded(value: string): string {
  return String(numberIn(value) ?? value.trim().toLowerCase());
}

/** A stable short name made of a label, as the server makes it: "Check-in & Security" → "check-in-security". */
export function keyOf(label: string): string {
  let key = "";
  for (const sign of label.toLowerCase()) {
    const plain = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" }[sign];
    if (plain) key += plain;
    else if (/[\p{L}\p{N}]/u.test(sign)) key += sign;
    else if (key !== "" && !key.endsWith("-")) key += "-";
  }
  return [...key]
    .slice(0, 80)
    .join("")
    .replace(/^-+|-+$/g, "");
}

/** `wanted`, or `wanted-2`, `wanted-3`, … if it is taken. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
