import { describe, expect, it } from "vitest";
import { layFlow } from "./flow";
import type { Step, Stretch } from "./queries";
import type { Rung } from "./rungs";

const rate = { count: 0, n: 0, share: null, interval: null };

function stretch(counts: Partial<Record<Rung, number>>): Stretch {
  const rungs = (["unknown", "dissatisfied", "satisfied", "loyal", "ambassador"] as const).map((rung) => ({
    rung,
    clients: counts[rung] ?? 0,
    share: rate,
    worth: 10 * (counts[rung] ?? 0),
    worth_known: 0,
  }));
  const clients = rungs.reduce((sum, it) => sum + it.clients, 0);
  return { label: "", from: "", to: "", clients, rungs };
}

const step = (moves: [Rung | null, Rung | null, number][]): Step => ({
  moves: moves.map(([from, to, clients]) => ({ from, to, clients, worth: clients * 10 })),
  rises: rate,
  slips: rate,
});

const frame = { width: 600, height: 300, left: 100, right: 80, bar: 30 };

describe("layFlow", () => {
  it("makes ribbons as wide as what moved, ending where their standing begins", () => {
    const flow = layFlow(
      [stretch({ satisfied: 10, loyal: 4 }), stretch({ satisfied: 8, loyal: 6, unknown: 1 })],
      [
        step([
          ["satisfied", "satisfied", 8],
          ["satisfied", "loyal", 2],
          ["loyal", "loyal", 4],
          [null, "unknown", 1],
        ]),
      ],
      "clients",
      frame,
    );
    expect(flow.columns.map((it) => it.x)).toEqual([100, 490]);
    expect(flow.ribbons).toHaveLength(3);
    const [first] = flow.columns;
    const height = (rung: Rung) => first?.nodes.find((it) => it.rung === rung)?.height ?? Number.NaN;
    expect(height("satisfied") / height("loyal")).toBeCloseTo(2.5);
    expect(flow.ribbons.filter((it) => it.stays)).toHaveLength(2);
    // Arriving at loyal: those who stay come first, they stand higher.
    expect(flow.ribbons.filter((it) => it.to === "loyal").map((it) => it.from)).toEqual(["loyal", "satisfied"]);
  });

  it("draws by revenue as well, and nothing where nobody is", () => {
    const both = [stretch({ loyal: 2 }), stretch({ loyal: 2 })];
    const flow = layFlow(both, [step([["loyal", "loyal", 2]])], "worth", frame);
    expect(flow.ribbons[0]?.worth).toBe(20);
    const none = layFlow([stretch({})], [], "clients", frame);
    expect(none.columns[0]?.nodes.every((it) => it.height === 0)).toBe(true);
  });
});
