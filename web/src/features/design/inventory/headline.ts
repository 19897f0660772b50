import type { Card, Ghost } from "./cards";
import type { Named } from "./types";

/** What the inventory says first, from what weighs most: a touch that is missing, down to nothing at all. */
export type Headline =
  | { readonly says: "missing"; readonly count: number; readonly stage: string | null; readonly there: number }
  | { readonly says: "unowned"; readonly count: number }
  | { readonly says: "stale"; readonly count: number; readonly total: number }
  | { readonly says: "planned"; readonly count: number }
  | { readonly says: "unplanned"; readonly count: number; readonly total: number }
  | { readonly says: "covered"; readonly total: number };

export type Counts = {
  readonly live: number;
  /** Without what is over: retired, not applicable. */
  readonly total: number;
  readonly stale: number;
  readonly planned: number;
  readonly missing: number;
};

export function countsOf(cards: readonly Card[], ghosts: readonly Ghost[]): Counts {
  const count = (...states: string[]) => cards.filter((card) => states.includes(card.state)).length;
  const live = count("live", "stale");
  const planned = count("planned");
  const missing = count("missing") + ghosts.filter(({ nameless }) => !nameless).length;
  return { live, planned, missing, stale: count("stale"), total: live + planned + missing };
}

/** From this share on a stage is named in the headline. */
const NAMED_FROM = 0.4;

export function headlineOf(cards: readonly Card[], ghosts: readonly Ghost[], stages: readonly Named[]): Headline {
  const counts = countsOf(cards, ghosts);
  if (counts.missing > 0) {
    const per = stages.map((stage) => ({
      stage,
      there:
        cards.filter(({ state, touchpoint }) => state === "missing" && touchpoint.stage?.key === stage.key).length +
        ghosts.filter((ghost) => !ghost.nameless && ghost.stage === stage.key).length,
    }));
    const [first, second] = per.sort((a, b) => b.there - a.there);
    const stands =
      first && first.there >= 2 && first.there / counts.missing >= NAMED_FROM && first.there > (second?.there ?? 0);
    return {
      says: "missing",
      count: counts.missing,
      stage: stands ? first.stage.label : null,
      there: stands ? first.there : 0,
    };
  }
  const live = cards.filter(({ state }) => state === "live" || state === "stale");
  const unowned = live.filter(({ touchpoint }) => touchpoint.moment_of_truth && touchpoint.owner === null);
  if (unowned.length > 0) return { says: "unowned", count: unowned.length };
  if (counts.stale > 0) return { says: "stale", count: counts.stale, total: counts.live };
  if (counts.planned > 0) return { says: "planned", count: counts.planned };
  const unplanned = live.filter((card) => !card.planned);
  if (unplanned.length > 0) return { says: "unplanned", count: unplanned.length, total: counts.live };
  return { says: "covered", total: counts.live };
}
