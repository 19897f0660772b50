/**
 * Where everything in the drawing stands. Pure: the same expectations at the same width give the same picture,
 * so a picture in last month's report and today's can be laid side by side.
 */
export type Ice = {
  id: string;
  depth: number;
  weight: number;
  /** Already with its quotation marks where it has any. */
  words: string;
  under: string;
  /** The client's own words stand in serif, ours in sans. */
  own: boolean;
};

export type Placed = Ice & {
  side: "left" | "right";
  x: number;
  y: number;
  r: number;
  lines: readonly string[];
  labelX: number;
  /** The baseline of the first line. */
  labelY: number;
};

export type Band = { depth: number; top: number; bottom: number; shown: number; all: number };
export type Point = readonly [x: number, y: number];

export type Layout = {
  width: number;
  height: number;
  waterline: number;
  bands: readonly Band[];
  items: readonly Placed[];
  above: readonly Point[];
  below: readonly Point[];
  narrow: boolean;
};

/** Under this width labels stand on one side only. */
const NARROW = 520;
/** More in one depth than this would be a thicket; the table has them all. */
const MOST = 10;
const LINE = 18;
const UNDER = 16;
const GAP = 14;
const HEAD = 30;

/** Letters of the serif at 14 px are about this wide on average. */
const LETTER = 6.6;
const LINES = 3;

export function layoutOf(items: readonly Ice[], width: number): Layout {
  const narrow = width < NARROW;
  const centre = narrow ? 44 : width / 2;
  const spread = narrow ? 0 : Math.min(52, width * 0.07);
  const room = narrow ? width - 96 : width / 2 - spread - 52;
  const placed: Placed[] = [];
  const bands: Band[] = [];
  let top = 0;
  for (const depth of [1, 2, 3]) {
    const all = items.filter((item) => item.depth === depth).sort(byWeight);
    const shown = all.slice(0, MOST);
    const start = top + HEAD;
    // Labels of one side must not touch each other; the shorter side takes the next.
    const next = { left: start + (narrow ? 0 : 12), right: start };
    for (const item of shown) {
      const side = narrow || next.right <= next.left ? "right" : "left";
      const lines = wrap(item.words, Math.max(12, Math.floor(room / LETTER)), LINES);
      const block = lines.length * LINE + UNDER;
      const labelY = next[side] + 13;
      const wobble = narrow ? (hash(item.id) % 17) - 8 : (hash(item.id) % 25) - 12;
      placed.push({
        ...item,
        side,
        lines,
        labelY,
        labelX: narrow ? 96 : side === "left" ? centre - spread - 52 : centre + spread + 52,
        x: narrow
          ? centre + wobble
          : side === "left"
            ? centre - spread / 2 - 4 + wobble
            : centre + spread / 2 + 4 + wobble,
        y: next[side] + block / 2 - 2,
        r: radius(item.weight),
      });
      next[side] += block + GAP;
    }
    const bottom = Math.max(next.left, next.right, start + (depth === 1 ? 34 : 26)) + (depth === 3 ? 12 : 6);
    bands.push({ depth, top, bottom, shown: shown.length, all: all.length });
    top = bottom;
  }
  const [first, , last] = bands as [Band, Band, Band];
  return {
    width,
    height: last.bottom,
    waterline: first.bottom,
    bands,
    items: placed,
    narrow,
    ...shape(centre, narrow ? 34 : spread + 30, first.bottom, last.bottom),
  };
}

function byWeight(a: Ice, b: Ice): number {
  return b.weight - a.weight || (a.id < b.id ? -1 : 1);
}

/** The area says the weight: something that matters twice as much is twice as large. */
export function radius(weight: number): number {
  return Math.max(7, Math.min(15, 7.6 * Math.sqrt(Math.max(weight, 0.5))));
}

/** The ice: narrow above, widest just under the waterline, a keel at the end. */
function shape(centre: number, half: number, water: number, end: number): { above: Point[]; below: Point[] } {
  const at = (x: number, y: number): Point => [Math.round(centre + x * half), Math.round(y)];
  const down = (share: number) => water + (end - 6 - water) * share;
  return {
    above: [
      at(-0.72, water),
      at(-0.6, water * 0.66),
      at(-0.36, water * 0.42),
      at(-0.18, Math.max(4, water * 0.1)),
      at(0.02, Math.max(8, water * 0.17)),
      at(0.2, Math.max(5, water * 0.12)),
      at(0.5, water * 0.45),
      at(0.66, water * 0.7),
      at(0.76, water),
    ],
    below: [
      at(-0.72, water),
      at(-0.94, down(0.1)),
      at(-1, down(0.26)),
      at(-0.92, down(0.44)),
      at(-0.97, down(0.58)),
      at(-0.7, down(0.76)),
      at(-0.42, down(0.94)),
      at(-0.06, down(1)),
      at(0.34, down(0.9)),
      at(0.72, down(0.82)),
      at(0.96, down(0.6)),
      at(0.92, down(0.42)),
      at(1.02, down(0.22)),
      at(0.94, down(0.08)),
      at(0.76, water),
    ],
  };
}

/** Breaks at spaces; what is longer than `lines` lines ends in an ellipsis, and the table has it whole. */
export function wrap(text: string, letters: number, lines: number): string[] {
  const out: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= letters || line === "") {
      line = longer;
      continue;
    }
    out.push(line);
    line = word;
    if (out.length === lines) break;
  }
  if (out.length < lines) out.push(line);
  else out[lines - 1] = cut(`${out[lines - 1]} ${line}`, letters);
  return out.map((each) => cut(each, letters));
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}

/** A stable small number from an id: places wobble a little, as ice does, but never between two looks. */
function hash(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum;
}
