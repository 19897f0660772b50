import { scaleLinear } from "d3-scale";
import type { Measured } from "./estimate";

export type Domain = readonly [low: number, high: number];

const ticks = (low: number, high: number, count: number) => scaleLinear().domain([low, high]).ticks(count);

/** The smallest of 1, 2 and 5 times a power of ten that divides a span into no more than five. */
function roundStep(span: number): number {
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((times) => times * power >= rough - 1e-9) ?? 10) * power;
}

/**
 * One axis for many intervals, so that they can be compared by eye.
 *
 * It holds every interval and what clients expect, ends on round numbers, shows at least a quarter of the scale (a tenth
 * of a point must not look like a cliff) and the whole scale once two thirds of it are needed anyway.
 */
export function chooseDomain(
  points: readonly Measured[],
  ends: Domain,
  expected: number | null,
  least = 1 / 4,
): Domain {
  const [first, last] = ends;
  const length = last - first;
  const values = points.flatMap((point) => [point.low, point.high]);
  if (expected !== null) values.push(expected);
  if (values.length === 0) return ends;

  let low = Math.max(first, Math.min(...values));
  let high = Math.min(last, Math.max(...values));
  const short = length * least - (high - low);
  if (short > 0) {
    low -= short / 2;
    high += short / 2;
    if (low < first) [low, high] = [first, high + (first - low)];
    if (high > last) [low, high] = [low - (high - last), last];
  }
  if (high - low > (length * 2) / 3) return ends;
  const step = roundStep(high - low);
  const round = (value: number) => Number(value.toFixed(6));
  return [
    round(Math.max(first, first + Math.floor((low - first) / step + 1e-9) * step)),
    round(Math.min(last, first + Math.ceil((high - first) / step - 1e-9) * step)),
  ];
}

/** A span all small lines share, so that a steep one really moved more than a flat one. */
export function commonSpan(series: readonly (readonly Measured[])[], least: number): number {
  let widest = least;
  for (const points of series) {
    if (points.length === 0) continue;
    const high = Math.max(...points.map((point) => point.value));
    const low = Math.min(...points.map((point) => point.value));
    widest = Math.max(widest, high - low);
  }
  const [, ...rest] = ticks(0, widest, 4);
  const step = rest[0] ?? widest;
  return Number((Math.ceil(widest / step - 1e-9) * step).toFixed(6));
}

/** Few lines: the ends, and round numbers between them where there is room. */
export function gridLines([low, high]: Domain, width: number, expected: number | null): number[] {
  const room = Math.max(2, Math.min(6, Math.floor(width / 72)));
  const lines = ticks(low, high, room).filter((value) => value > low && value < high);
  return [low, ...(expected === null ? lines : []), high];
}

/** Clips to the axis and says at which end something was cut off, so that it is drawn with an arrow and not hidden. */
export function clip(point: Measured, [low, high]: Domain): Measured & { cutLow: boolean; cutHigh: boolean } {
  const inside = (value: number) => Math.max(low, Math.min(high, value));
  return {
    n: point.n,
    value: inside(point.value),
    low: inside(point.low),
    high: inside(point.high),
    cutLow: point.low < low,
    cutHigh: point.high > high,
  };
}
