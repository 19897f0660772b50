import type { BarPart, Standing } from "../../ui/charts/DivergingBar";
import type { Share } from "../../ui/charts/estimate";
import { wilson } from "../../ui/charts/estimate";
import type { Part } from "./queries";

/** A scale as its text says it: `0-10`, `1-5`, and `1-5r` where 1 is best. */
export type Scale = { readonly low: number; readonly high: number; readonly reversed: boolean };

const FIVE: Scale = { low: 1, high: 5, reversed: false };

export function parseScale(text: string | null | undefined): Scale {
  const found = /^(-?\d+)-(\d+)(r?)$/.exec(text ?? "");
  if (!found) return FIVE;
  return { low: Number(found[1]), high: Number(found[2]), reversed: found[3] === "r" };
}

/**
 * The standing an answer falls back on: 5 / 4 / 1–3 of 1–5; 9–10 / 7–8 / 0–6 of 0–10; other scales by the cut of the
 * top-two box (the best answer is loyal, the next as expected, the rest short).
 */
export function standingOf(score: number, scale: Scale): Standing {
  const fromTop = scale.reversed ? score - scale.low : scale.high - score;
  const [loyal, ok] = scale.high - scale.low === 10 ? [1, 3] : [0, 1];
  if (fromTop <= loyal) return "loyal";
  return fromTop <= ok ? "ok" : "short";
}

/** Parts of a distribution from the worst to the best answer, each with the standing it falls back on. */
export function barParts(parts: readonly Part[], scale: Scale): BarPart[] {
  const bars = parts.flatMap((part) => {
    const score = Number(part.label);
    return Number.isFinite(score) ? [{ ...part, standing: standingOf(score, scale) }] : [];
  });
  return bars.sort((a, b) => (Number(a.label) - Number(b.label)) * (scale.reversed ? -1 : 1));
}

/** The share of one standing among answers, with its Wilson interval. */
export function shareOf(parts: readonly BarPart[], standing: Standing, n: number): Share | null {
  if (n <= 0) return null;
  const share = parts.filter((part) => part.standing === standing).reduce((sum, part) => sum + part.share, 0);
  return wilson(share, n);
}

/** The cut in words: which answers are loyal, as expected and short. */
export function standingWords(scale: Scale): { loyal: string; ok: string; short: string } {
  const scores = Array.from({ length: scale.high - scale.low + 1 }, (_, step) => scale.low + step);
  const of = (standing: Standing) => {
    const those = scores.filter((score) => standingOf(score, scale) === standing);
    const [first, last] = [those[0], those.at(-1)];
    return first === last ? String(first) : `${first}–${last}`;
  };
  return { loyal: of("loyal"), ok: of("ok"), short: of("short") };
}
