import type { Check, Step } from "./queries";

export const stepKeys = ["world", "platform", "brand", "interface", "innovation"] as const;
export type StepKey = (typeof stepKeys)[number];

export const checkKeys = [
  "audiences_known",
  "platform_published",
  "departments_with_role_cards",
  "role_cards_signed",
  "promise_expressed",
  "elements_express",
  "elements_examined",
  "truths_planned",
  "coverage",
  "findings_decided",
  "quarters_with_change",
  "truths_renewed",
] as const;
export type CheckKey = (typeof checkKeys)[number];

/** A step that this page knows; the server may be newer. */
export function isStep(step: Step): step is Step & { key: StepKey } {
  return (stepKeys as readonly string[]).includes(step.key);
}

export function isCheck(check: Check): check is Check & { key: CheckKey } {
  return (checkKeys as readonly string[]).includes(check.key);
}

/** Where a check is mended. */
export const mendedAt = {
  audiences_known: "/world",
  platform_published: "/platform",
  departments_with_role_cards: "/platform",
  role_cards_signed: "/platform",
  promise_expressed: "/platform",
  elements_express: "/platform",
  elements_examined: "/platform",
  truths_planned: "/inventory",
  coverage: "/inventory",
  findings_decided: "/gaps",
  quarters_with_change: "/inventory",
  truths_renewed: "/inventory",
} as const satisfies Record<CheckKey, string>;

/** 0..1; a check of nothing is at the beginning. */
export function shareOf({ done, of }: Pick<Check, "done" | "of">): number {
  return of === 0 ? 0 : done / of;
}

/** How many are still needed for a check to pass. */
export function lackOf({ done, of, threshold }: Pick<Check, "done" | "of" | "threshold">): number {
  return Math.max(0, Math.ceil(threshold * of - 1e-9) - done);
}

/** What the page says first: how many gates have passed, and the first step that waits. */
export function findingOf(steps: readonly Step[]): { passed: number; next: StepKey | undefined } {
  const known = steps.filter(isStep);
  return {
    passed: known.filter(({ gate }) => gate === "passed").length,
    next: known.find(({ gate }) => gate !== "passed")?.key,
  };
}
