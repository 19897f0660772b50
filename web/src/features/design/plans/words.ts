import type { TFunction } from "i18next";
import { BEHAVIOURS, LEVELS, PLUS_ONE_STATES, SENSES } from "./document";
import type { Gate, Lack } from "./queries";

export type PlanT = TFunction<"design/plans">;

const FIELD_NAMES = [
  "purpose",
  "owner",
  "deputy",
  "trigger",
  "window",
  "channel",
  "script",
  "standards",
  "emotions",
  "senses",
  "behaviours",
  "elements",
  "failures",
  "plus_ones",
  "minutes",
  "preparation_minutes",
  "cost_cents",
  "currency",
  "expectations",
  "expresses",
  "review_by",
] as const;
type FieldName = (typeof FIELD_NAMES)[number];

function known<K extends string>(codes: readonly K[], code: string): K | undefined {
  return codes.find((one) => one === code);
}

/** A field that the reader's texts don't know is shown as it came, rather than nothing. */
export function fieldName(t: PlanT, field: string): string {
  const name = known(FIELD_NAMES, field);
  return name ? t(`field.${name}`) : field;
}

const EMPTY = [
  "purpose",
  "owner",
  "deputy",
  "trigger",
  "window",
  "channel",
  "standards",
  "emotions",
  "senses",
  "behaviours",
  "failures",
  "minutes",
  "expectations",
  "review_by",
] as const satisfies readonly FieldName[];
const CODES = [
  "no_words",
  "no_recovery",
  "deputy_is_owner",
  "window_backwards",
  "review_passed",
  "no_event",
  "no_touchpoint",
  "no_currency",
] as const;

/** What keeps the plan from going live, as a sentence: “Markets fell” has no recovery. */
export function lackSentence(t: PlanT, lack: Pick<Lack, "field" | "code" | "about" | "message">): string {
  if (lack.code === "empty") {
    const field = known(EMPTY, lack.field);
    return field ? t(`lack.empty.${field}`) : t("lack.emptyField", { field: fieldName(t, lack.field) });
  }
  const code = known(CODES, lack.code);
  if (!code) return lack.message;
  const about = lack.about || t("lack.unnamed");
  return t(`lack.${code}`, { about, field: fieldName(t, lack.field) });
}

/** The same where it stands, in two words. */
export function lackHere(t: PlanT, lack: Pick<Lack, "code">): string {
  const code = known(CODES, lack.code);
  return code ? t(`lackHere.${code}`) : t("lackHere.empty");
}

/** What one does about it, on the link that leads there. */
export function lackVerb(t: PlanT, lack: Pick<Lack, "field" | "code">): string {
  if (lack.code === "empty" && ["owner", "deputy", "channel", "trigger", "window", "review_by"].includes(lack.field)) {
    return t("lackVerb.choose");
  }
  return lack.code === "empty" || lack.code === "no_recovery" || lack.code === "no_words"
    ? t("lackVerb.write")
    : t("lackVerb.look");
}

/** "Two things keep draft 7 from going live". */
export function gateSentence(
  t: PlanT,
  gate: Pick<Gate, "lacks">,
  version: number,
  numeral: (n: number) => string,
): string {
  const count = gate.lacks.length;
  if (count === 0) return t("gate.complete", { version });
  return t("gate.lacks", { count, n: numeral(count), version });
}

/** Small numbers as words at the start of a sentence, as people write them. */
export function numeralOf(t: PlanT, n: number, count: (n: number) => string): string {
  const small = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ] as const;
  const word = small[n - 1];
  return word ? t(`numeral.${word}`) : count(n);
}

export function senseWord(t: PlanT, code: string): string {
  const sense = known(SENSES, code);
  return sense ? t(`sense.${sense}`) : code;
}

export function behaviourWord(t: PlanT, code: string): string {
  const kind = known(BEHAVIOURS, code);
  return kind ? t(`behaviour.${kind}`) : code;
}

export function levelWord(t: PlanT, code: string): string {
  const level = known(LEVELS, code);
  return level ? t(`level.${level}`) : code;
}

export function plusOneWord(t: PlanT, code: string): string {
  const state = known(PLUS_ONE_STATES, code);
  return state ? t(`plusOne.${state}`) : code;
}

const STATES = ["none", "draft", "reviewed", "live", "stale", "superseded"] as const;

export function stateWord(t: PlanT, code: string): string {
  const state = known(STATES, code);
  return state ? t(`state.${state}`) : code;
}
