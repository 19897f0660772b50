import { BEST, WORST } from "./document";

/** Where things stand on the feeling lane: shared by the screen, the comparison and the exported sheet. */
export type Lane = { readonly height: number; readonly pad: number };

export const lane: Lane = { height: 252, pad: 42 };

/** The place of a feeling −2…+2, from the top. */
export function yOf(feeling: number, { height, pad }: Lane = lane): number {
  return pad + ((BEST - feeling) / (BEST - WORST)) * (height - pad * 2);
}

/** How far a lived point stands beside its step's middle: on the designed one it would be hidden. */
export function asideOf(lived: number, designed: number | null): number {
  return designed !== null && Math.abs(lived - designed) < 0.35 ? 16 : 0;
}

/** The whole feeling at a place: what a drag sets. */
export function feelingAt(y: number, { height, pad }: Lane = lane): number {
  const exact = BEST - ((y - pad) / (height - pad * 2)) * (BEST - WORST);
  const whole = Math.max(WORST, Math.min(BEST, Math.round(exact)));
  return whole === 0 ? 0 : whole;
}

export type Point = { readonly x: number; readonly y: number };

/** Stretches of neighbours that are all known: a line does not run over what nobody knows. */
export function runsOf<T>(items: readonly (T | null)[]): { from: number; items: T[] }[] {
  const runs: { from: number; items: T[] }[] = [];
  items.forEach((item, at) => {
    if (item === null) return;
    const last = runs.at(-1);
    if (last && last.from + last.items.length === at) last.items.push(item);
    else runs.push({ from: at, items: [item] });
  });
  return runs;
}

const text = (value: number) => String(Math.round(value * 100) / 100);

/**
 * A line through the points that is level at each of them: it neither overshoots what was felt nor makes a feeling of
 * its own between two steps.
 */
export function softLine(points: readonly Point[]): string {
  return points
    .map((point, at) => {
      const before = points[at - 1];
      if (!before) return `M${text(point.x)} ${text(point.y)}`;
      const middle = text((before.x + point.x) / 2);
      return `C${middle} ${text(before.y)} ${middle} ${text(point.y)} ${text(point.x)} ${text(point.y)}`;
    })
    .join("");
}

/** The ground between two such lines. */
export function softBand(high: readonly Point[], low: readonly Point[]): string {
  const back = softLine([...low].reverse());
  return `${softLine(high)}L${back.slice(1)}Z`;
}

/** The column under a pointer and whether it is over its first half. */
export function columnAt(x: number, width: number, many: number): { at: number; before: boolean } {
  const at = Math.max(0, Math.min(many - 1, Math.floor(x / width)));
  return { at, before: x - at * width < width / 2 };
}

/** Where a step that is dropped there will stand, counted without itself. */
export function placeOfDrop(from: number, { at, before }: { at: number; before: boolean }): number {
  const slot = before ? at : at + 1;
  return slot > from ? slot - 1 : slot;
}

/** Narrower than `least` no lane of words can be read: there the sheet shows its line and the steps' names alone. */
export const widths = { overview: 68, least: 112, usual: 184, most: 280 } as const;

/** The widest columns at which the whole journey is seen at once. */
export function fitWidth(room: number, many: number): number {
  return Math.max(widths.overview, Math.min(widths.most, Math.floor(room / Math.max(1, many))));
}

/** A bow from one column's middle to another's, over the heads of the steps. */
export function bow(from: number, to: number, height: number): string {
  const rise = Math.min(height - 4, 10 + Math.abs(to - from) / 24);
  return `M${text(from)} ${height}C${text(from)} ${text(height - rise)} ${text(to)} ${text(height - rise)} ${text(to)} ${height}`;
}
