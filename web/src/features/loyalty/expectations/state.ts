import type { Expectation, Held } from "./queries";

/** How well we know it; what the fill of its circle says. */
export type Known = "fresh" | "stale" | "stated" | "assumed" | "retired";

export function knownOf(it: Pick<Expectation, "status" | "fresh">): Known {
  if (it.status === "confirmed") return it.fresh ? "fresh" : "stale";
  return it.status;
}

/** The client's own words, or a guess of ours. */
export function isOwn(it: Pick<Expectation, "status">): boolean {
  return it.status !== "assumed";
}

/** How it is met, by the client's last word: the sign beside it. */
export type Met = "beyond" | "expected" | "short" | "unheard";

export function metOf(it: Pick<Held, "met">): Met {
  if (!it.met) return "unheard";
  // Half a step of the seven is the tolerance of the ladder: nearer to "as expected" than to the next step.
  if (it.met.delta >= 0.5) return "beyond";
  return it.met.delta <= -0.5 ? "short" : "expected";
}

export const METS = { beyond: "loyal", expected: "satisfied", short: "dissatisfied", unheard: "unknown" } as const;
