/** Causes on our side; there are no others here. */
export const CAUSES = [
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
] as const;
export type CauseCode = (typeof CAUSES)[number];

export function isCause(code: string): code is CauseCode {
  return CAUSES.some((each) => each === code);
}
