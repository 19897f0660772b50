import type { Detector, FindingState } from "./queries";

export const STATES = ["open", "accepted", "dismissed", "snoozed", "closed"] as const satisfies FindingState[];

export const DETECTORS = [
  "template",
  "unanswered_event",
  "silence",
  "empty_cell",
  "unserved_expectation",
  "chase",
  "wish",
] as const satisfies Detector[];

/** What the address of the worklist says. */
export type GapsSearch = { state?: FindingState | undefined; detector?: Detector | undefined };

function oneOf<K extends string>(known: readonly K[], value: unknown): K | undefined {
  return known.find((key) => key === value);
}

/** What is not understood is left out. */
export function gapsSearch(raw: Record<string, unknown>): GapsSearch {
  const state = oneOf(STATES, raw.state);
  const detector = oneOf(DETECTORS, raw.detector);
  return { ...(state ? { state } : {}), ...(detector ? { detector } : {}) };
}
