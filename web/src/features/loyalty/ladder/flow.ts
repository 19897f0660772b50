import type { Step, Stretch } from "./queries";
import { RUNGS, type Rung } from "./rungs";

export type Measure = "clients" | "worth";

export type Node = { rung: Rung; y: number; height: number; value: number };
export type Column = { x: number; nodes: Node[] };
export type Ribbon = {
  from: Rung;
  to: Rung;
  column: number;
  path: string;
  clients: number;
  worth: number;
  stays: boolean;
};
export type Flow = { columns: Column[]; ribbons: Ribbon[] };

export type Frame = { width: number; height: number; left: number; right: number; bar: number };

/** Between two standings of one column; a share of the height, so that small pictures stay readable. */
const GAP = 18;

/** Columns of standings, and ribbons between them as wide as those who moved. Everything on one scale. */
export function layFlow(
  stretches: readonly Stretch[],
  steps: readonly Step[],
  measure: Measure,
  { width, height, left, right, bar }: Frame,
): Flow {
  const of = (stretch: Stretch, rung: Rung) => stretch.rungs.find((it) => it.rung === rung)?.[measure] ?? 0;
  const most = Math.max(...stretches.map((it) => RUNGS.reduce((sum, rung) => sum + of(it, rung), 0)), 1e-9);
  const scale = Math.max(height - GAP * (RUNGS.length - 1), 40) / most;
  const space = Math.max(width - left - right - bar, bar);
  const columns = stretches.map((stretch, at): Column => {
    const x = left + (stretches.length > 1 ? (space * at) / (stretches.length - 1) : 0);
    let y = 0;
    const nodes = RUNGS.map((rung): Node => {
      const value = of(stretch, rung);
      const node = { rung, y, height: value * scale, value };
      y += node.height + GAP;
      return node;
    });
    // Where fewer clients were there, they stand on the same ground.
    const free = Math.max(height - (y - GAP), 0);
    return { x, nodes: nodes.map((node) => ({ ...node, y: node.y + free / 2 })) };
  });
  const ribbons = steps.flatMap((step, at): Ribbon[] => {
    const [before, after] = [columns[at], columns[at + 1]];
    if (!before || !after) return [];
    const out = new Map(before.nodes.map((node) => [node.rung, node.y]));
    const into = new Map(after.nodes.map((node) => [node.rung, node.y]));
    const place = (rung: Rung) => RUNGS.indexOf(rung);
    const moves = step.moves.filter(
      (it): it is typeof it & { from: Rung; to: Rung } => it.from !== null && it.to !== null,
    );
    // Leaving in the order of where they go, arriving in the order of where they come from: ribbons cross least.
    const starts = new Map<(typeof moves)[number], number>();
    for (const move of [...moves].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to))) {
      const y = out.get(move.from) ?? 0;
      starts.set(move, y);
      out.set(move.from, y + move[measure] * scale);
    }
    return [...moves]
      .sort((a, b) => place(a.to) - place(b.to) || place(a.from) - place(b.from))
      .map((move) => {
        const size = move[measure] * scale;
        const y0 = starts.get(move) ?? 0;
        const y1 = into.get(move.to) ?? 0;
        into.set(move.to, y1 + size);
        return {
          from: move.from,
          to: move.to,
          column: at,
          path: band(before.x + bar, y0, after.x, y1, size),
          clients: move.clients,
          worth: move.worth,
          stays: move.from === move.to,
        };
      });
  });
  return { columns, ribbons };
}

function band(x0: number, y0: number, x1: number, y1: number, size: number): string {
  const middle = (x0 + x1) / 2;
  const r = (value: number) => Number(value.toFixed(1));
  return (
    `M${r(x0)} ${r(y0)}C${r(middle)} ${r(y0)} ${r(middle)} ${r(y1)} ${r(x1)} ${r(y1)}` +
    `V${r(y1 + size)}C${r(middle)} ${r(y1 + size)} ${r(middle)} ${r(y0 + size)} ${r(x0)} ${r(y0 + size)}Z`
  );
}
