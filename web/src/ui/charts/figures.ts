import { count, decimal, figure, list, signed, type Unit } from "../../lib/format";

export type { Unit };

/** Decimals of a change or a half-width; shares change in whole percentage points. */
const DIGITS: Record<Unit, number> = { score: 2, nps: 1, share: 0, count: 0 };

const scaled = (value: number, unit: Unit) => (unit === "share" ? value * 100 : value);

/** The ways a chart and the words around it write numbers, on top of `lib/format`. */
export interface Figures {
  readonly locale: string;
  count(n: number): string;
  /** A value as it stands in a sentence or a table: `4.06`, `39.8`, `82 %`. */
  value(value: number, unit: Unit): string;
  /** A value on an axis, without decimals it doesn't need. */
  tick(value: number, unit: Unit): string;
  /** `±0.03` when both sides differ by no more than the last decimal shown, else the ends: `2.9–4.1`. */
  spread(value: number, low: number, high: number, unit: Unit): string;
  /** Both ends: `4.03–4.10`. */
  range(low: number, high: number, unit: Unit): string;
  /** With its sign; nothing is `0.00`, never `−0.00`. */
  change(value: number, unit: Unit): string;
  /** Whole percent without the sign, for tables whose head says "%". */
  percentPoints(share: number): string;
  list(items: readonly string[]): string;
}

export function figuresOf(locale: string): Figures {
  const bare = (value: number, unit: Unit) => decimal(locale, scaled(value, unit), DIGITS[unit]);
  return {
    locale,
    count: (n) => count(locale, n),
    value: (value, unit) => figure(locale, value, unit),
    tick: (value, unit) => {
      const shown = Number(scaled(value, unit).toFixed(2));
      const digits = Number.isInteger(shown) ? 0 : Number.isInteger(Number((shown * 10).toFixed(4))) ? 1 : 2;
      return unit === "share" ? figure(locale, value, unit) : decimal(locale, shown, digits);
    },
    spread: (value, low, high, unit) => {
      const last = 10 ** -DIGITS[unit] * (unit === "share" ? 0.01 : 1);
      const half = Math.max(value - low, high - value);
      const even = Math.abs(value - low - (high - value)) <= last;
      return even ? `±${bare(half, unit)}` : `${bare(low, unit)}–${bare(high, unit)}`;
    },
    range: (low, high, unit) =>
      low < 0 ? `${bare(low, unit)} – ${bare(high, unit)}` : `${bare(low, unit)}–${bare(high, unit)}`,
    change: (value, unit) => signed(locale, scaled(value, unit), DIGITS[unit]),
    percentPoints: (share) => decimal(locale, share * 100, 0),
    list: (items) => list(locale, items),
  };
}
