import type { Cause } from "./queries";

/** Causes on our side; there are no others here. */
export const CAUSES: readonly Cause[] = [
  "promise_broken",
  "not_heard",
  "never_asked",
  "silence",
  "error_not_owned",
  "person_left",
  "knowledge",
  "price_unexplained",
  "no_extra",
  "other_ours",
];
