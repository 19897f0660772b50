import type { Existence, Finding, Kind, PlanState, Touchpoint } from "./types";

/** How a touchpoint stands: its existence, and `stale` where the plan it is delivered by is past its review. */
export type CardState = Existence | "stale";

/** A touchpoint with all that is known of it elsewhere. */
export type Card = {
  readonly touchpoint: Touchpoint;
  readonly state: CardState;
  /** Months since the plan should have been reviewed. */
  readonly staleMonths: number | null;
  /** 0..=5; `null`: nobody has judged it and there is no plan to measure it by. */
  readonly attention: number | null;
  /** Whether the attention is measured on a plan rather than estimated. */
  readonly planned: boolean;
  /** Whether there is a plan, live or not. */
  readonly hasPlan: boolean;
  /** Parts that the plan's draft lacks; `null` without a draft. */
  readonly lacks: number | null;
  /** Numbers of the open findings about it. */
  readonly findings: readonly number[];
};

/** A touch that findings suggest and that no touchpoint stands for yet. */
export type Ghost = {
  /** Ids and numbers of the findings that ask for it: several detectors may see the same gap. */
  readonly ids: readonly string[];
  readonly findings: readonly number[];
  readonly label: string;
  /** A place to look at, rather than a touch with a name: it does not count as missing. */
  readonly nameless: boolean;
  readonly kind: Kind;
  readonly stage: string | null;
  readonly channel: string | null;
};

export function cardsOf(
  touchpoints: readonly Touchpoint[],
  plans: readonly PlanState[],
  findings: readonly Finding[],
): Card[] {
  const planOf = new Map(plans.map((plan) => [plan.touchpoint.id, plan]));
  const numbers = new Map<string, number[]>();
  for (const finding of findings) {
    const { existing } = finding.suggestion;
    if (existing) numbers.set(existing.key, [...(numbers.get(existing.key) ?? []), finding.no]);
  }
  return touchpoints.map((touchpoint) => {
    const plan = planOf.get(touchpoint.id);
    const stale = touchpoint.existence === "live" ? (plan?.live?.stale_months ?? null) : null;
    const measured = plan?.live && plan.attention !== null ? plan.attention * 5 : null;
    return {
      touchpoint,
      state: stale === null ? touchpoint.existence : "stale",
      staleMonths: stale,
      attention: measured ?? touchpoint.our_attention,
      planned: measured !== null,
      hasPlan: Boolean(plan?.live ?? plan?.draft),
      lacks: plan?.draft ? plan.lacks : null,
      findings: numbers.get(touchpoint.key) ?? [],
    };
  });
}

/** Findings for which nothing is there yet, as the cards they ask for. `nameless` words those without a name. */
export function ghostsOf(
  findings: readonly Finding[],
  locale: string,
  nameless: (detector: string) => string,
): Ghost[] {
  const ghosts = new Map<string, Ghost>();
  for (const { id, no, detector, suggestion } of findings) {
    if (suggestion.existing !== null) continue;
    const named = (locale === "de" ? suggestion.label_de : null) ?? suggestion.label;
    const label = named ?? nameless(detector);
    const stage = suggestion.stage?.key ?? null;
    const channel = suggestion.channel?.key ?? null;
    const key = [stage, channel, label].join("/");
    const same = ghosts.get(key);
    ghosts.set(key, {
      ids: [...(same?.ids ?? []), id],
      findings: [...(same?.findings ?? []), no],
      label,
      nameless: named === null,
      kind: suggestion.kind,
      stage,
      channel,
    });
  }
  return [...ghosts.values()];
}

/** Filled dots of five. A half rounds down: attention is not given away. */
export function dotsOf(attention: number): number {
  return Math.max(0, Math.min(5, Math.ceil(attention - 0.5)));
}
