import type { Item, Standing } from "./queries";

/** What would help most before anything else is done for this client. */
export type First =
  | { do: "mend"; item: Item }
  | { do: "ask"; known: boolean }
  | { do: "hear"; item: Item }
  | { do: "surprise"; since: string | null }
  | { do: "keep" };

/**
 * One step, in the order of the ladder's own rule: mend what falls short, hear what nobody has said, ask what nobody
 * has asked; only who gets what they expect can be surprised, and who was surprised wants what was promised.
 */
export function firstOf(standing: Standing): First | null {
  if (standing.left_at) return null;
  const { items, tolerance, rung } = standing;
  const short = items.filter((it) => it.delta !== null && it.delta < -tolerance).toSorted(byCost);
  const must = short.find((it) => it.level === "must");
  if (must) return { do: "mend", item: must };
  if (rung === "dissatisfied" && short[0]) return { do: "mend", item: short[0] };
  if (standing.basis === "scores" || items.length === 0) return { do: "ask", known: false };
  const unheard = items.filter((it) => it.delta === null).toSorted((a, b) => b.weight - a.weight)[0];
  if (rung === "unknown") return unheard ? { do: "hear", item: unheard } : { do: "ask", known: true };
  // A must a little short keeps from loyal whatever else is done.
  const little = items.filter((it) => it.level === "must" && (it.delta ?? 0) < 0).toSorted(byCost)[0];
  const worst = little ?? short[0];
  if (rung === "satisfied" && worst) return { do: "mend", item: worst };
  if (rung === "satisfied") return { do: "surprise", since: standing.last_plus_one_at };
  return short[0] ? { do: "mend", item: short[0] } : { do: "keep" };
}

/** How far short, as much as it weighs; the widest first. */
const byCost = (a: Item, b: Item) => (a.delta ?? 0) * a.weight - (b.delta ?? 0) * b.weight;
