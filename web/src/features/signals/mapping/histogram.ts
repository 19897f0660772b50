/** What the small picture of a column's values shows. Only bars and words; `ValueBars.tsx` draws them. */
import { CODES, type Code, type ColumnRule, codeOf, folded, isScore, numberIn, onScale, parseScale } from "./document";

export type ValueCount = { value: string; count: number };

/** `answer` counts, `code` stands for no answer, `off` is outside the scale and will be set aside. */
export type Bar = { label: string; count: number; kind: "answer" | "code" | "off"; code?: Code };

export type Picture =
  | { kind: "bars"; bars: Bar[]; labels: "all" | "ends" }
  | { kind: "words"; words: string[]; more: boolean };

/** More points than this and only the ends are named. */
const NAMED_BARS = 12;
const MOST_BARS = 24;

/**
 * @param values the most frequent values with their counts
 * @param distinct how many different values there are; more than `values` holds means that bars would lie
 */
export function picture(values: readonly ValueCount[], distinct: number, rule: ColumnRule | undefined): Picture {
  const filled = values.filter((one) => one.value.trim() !== "");
  if (filled.length === 0) return { kind: "words", words: [], more: false };
  if (rule && isScore(rule)) {
    const scale = parseScale(rule.scale);
    if (scale && scale.high - scale.low < MOST_BARS) return scored(filled, rule.scale, rule.codes);
  }
  const whole = distinct <= filled.length && filled.length > 1 && filled.length <= MOST_BARS;
  const numeric = filled.every((one) => Number.isFinite(numberOf(one.value)));
  if (whole && (numeric || roomFor(filled.map((one) => one.value.trim())))) {
    const bars = filled
      .map(
        (one): Bar => ({
          label: numeric ? shortNumber(one.value) : one.value.trim(),
          count: one.count,
          kind: "answer",
        }),
      )
      .sort((a, b) => (numeric ? Number(a.label) - Number(b.label) : a.label.localeCompare(b.label)));
    const named = bars.length <= NAMED_BARS && roomFor(bars.map((bar) => bar.label));
    return { kind: "bars", bars, labels: named ? "all" : "ends" };
  }
  return { kind: "words", words: filled.slice(0, 6).map((one) => one.value.trim()), more: distinct > 6 };
}

function scored(values: readonly ValueCount[], scaleText: string, codes: Record<string, Code> | undefined): Picture {
  const scale = parseScale(scaleText);
  if (!scale) return { kind: "words", words: [], more: false };
  const bars: Bar[] = [];
  for (let point = scale.low; point <= scale.high; point += 1)
    bars.push({ label: String(point), count: 0, kind: "answer" });
  const apart = new Map<string, Bar>();
  for (const { value, count } of values) {
    const code = codeOf(value, codes);
    if (!code && onScale(value, scale)) {
      const bar = bars[(numberIn(value) ?? Number.NaN) - scale.low];
      if (bar) bar.count += count;
      continue;
    }
    // The same code spelled "Blank" and "BLANK" is one bar.
    const key = code ? folded(value) : "";
    const before = apart.get(key);
    if (before) before.count += count;
    else if (code) apart.set(key, { label: value.trim(), count, kind: "code", code });
    else apart.set(key, { label: value.trim(), count, kind: "off" });
  }
  const codesAfter = [...apart.values()].sort((a, b) => placeOf(a) - placeOf(b));
  return { kind: "bars", bars: [...bars, ...codesAfter], labels: bars.length > NAMED_BARS ? "ends" : "all" };
}

/** Never used before blank, whatever is off the scale last. */
const placeOf = (bar: Bar) => (bar.code ? CODES.indexOf(bar.code) : CODES.length);

const numberOf = (value: string) => numberIn(value) ?? Number.NaN;

function shortNumber(value: string): string {
  const number = numberOf(value);
  return Number.isInteger(number) ? String(number) : String(Number(number.toFixed(2)));
}

/** How wide a label is drawn, in pixels; the figures of our font are 6 wide. */
export function labelWidth(label: string): number {
  return Math.max(16, label.length * 6.2 + 4);
}

/** The room that all bars of a column have together, in pixels. */
export const ROOM = 168;

function roomFor(labels: readonly string[]): boolean {
  return labels.reduce((sum, label) => sum + labelWidth(label), 0) <= ROOM;
}
