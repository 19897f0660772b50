/**
 * What a chart needs to know about a number: the number, how sure we are of it, and whether it may be shown at all.
 * Structurally a part of the API's `Estimate`, so that answers can be passed on as they are.
 */
export interface Estimate {
  readonly value: number | null;
  readonly n: number;
  /** Ends of the 95 % interval, in the unit of `value`. */
  readonly low: number | null;
  readonly high: number | null;
  readonly badge: Badge;
  /** Under five answers and the reader is not the owner. */
  readonly hidden: boolean;
}

export type Badge = "none" | "counts_only" | "indicative" | "sound";

/** How an estimate is drawn: each tone has a shape of its own, colour only goes with it. */
export type Tone = "short" | "expected" | "plain" | "indicative" | "few" | "unknown" | "hidden";

/** An estimate with all it takes to put it on an axis. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** What can be drawn: nothing hidden, and nothing of so few answers that only counts can be told (under ten). */
export function measured(estimate: Estimate | null | undefined): Measured | null {
  if (!estimate || estimate.hidden || estimate.value === null || estimate.badge === "counts_only") return null;
  const { value, n } = estimate;
  return { value, n, low: estimate.low ?? value, high: estimate.high ?? value };
}

/**
 * Short only when the whole interval lies under what clients expect.
 * A mean never earns "loyal", so nothing above the line gets its own tone.
 */
export function isShort(estimate: Estimate | null | undefined, expected: number | null): boolean {
  const point = measured(estimate);
  return point !== null && expected !== null && point.high < expected;
}

/** At or above what clients expect with the whole interval. */
export function isReached(estimate: Estimate | null | undefined, expected: number | null): boolean {
  const point = measured(estimate);
  return point !== null && expected !== null && point.low >= expected;
}

export function toneOf(estimate: Estimate | null | undefined, expected: number | null): Tone {
  if (!estimate || estimate.n === 0) return "unknown";
  if (estimate.hidden) return "hidden";
  if (estimate.badge === "counts_only") return "few";
  if (estimate.value === null) return "unknown";
  if (estimate.badge !== "sound") return "indicative";
  if (expected === null) return "plain";
  return isShort(estimate, expected) ? "short" : "expected";
}

/** The estimate as it may be told: of too few answers only the n. */
export function told<E extends Estimate>(estimate: E): E {
  return measured(estimate) ? estimate : { ...estimate, value: null, low: null, high: null };
}

/** Fewer answers than this are counts, no figure: docs/measures.md, small samples. */
export const FIGURE_FROM = 10;

/** Radius of a point: its area grows with n, and the smallest can still be seen and hit. */
export function radiusOf(n: number, largest: number, max = 4.8, min = 2): number {
  if (largest <= 0) return min;
  return min + (max - min) * Math.sqrt(Math.max(0, Math.min(1, n / largest)));
}

/** A share with its interval, 0..=1. */
export interface Share {
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
}

const Z95 = 1.959963984540054;

/**
 * Wilson score interval of a share at 95 %, for bars whose interval the answer doesn't carry.
 * `n` is the effective number of answers (Kish) when they are weighted. Source: Wilson 1927; docs/measures.md.
 */
export function wilson(share: number, n: number): Share {
  if (n <= 0) return { share, low: null, high: null };
  const z2 = Z95 * Z95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
