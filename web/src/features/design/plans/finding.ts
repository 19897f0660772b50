import { measured } from "../../../ui/charts/estimate";
import type { Figures } from "../../../ui/charts/figures";
import type { Conduct, Kept, TouchpointPlan } from "./queries";
import { gateSentence, numeralOf, type PlanT } from "./words";

/** The page's headline and the sentence or two under it, made of nothing but the plan and its deliveries. */
export type Finding = { headline: string; lede: string };

/** Kept in fewer touches than wanted, and not by chance: the whole interval lies below. The worst first. */
export function brokenStandards(standards: readonly Kept[]): Kept[] {
  return standards
    .filter(({ wanted, estimate }) => {
      const point = measured(estimate);
      return wanted !== null && point !== null && estimate.badge === "sound" && point.high < wanted;
    })
    .sort((a, b) => (a.estimate.value ?? 0) - (a.wanted ?? 1) - ((b.estimate.value ?? 0) - (b.wanted ?? 1)));
}

export function planFinding(t: PlanT, figures: Figures, plan: TouchpointPlan, conduct: Conduct | null): Finding {
  const { label } = plan.touchpoint;
  const count = figures.count;
  const lede: string[] = [];
  const known = (conduct?.standards ?? []).filter(({ wanted, checked }) => wanted !== null && checked > 0);
  const broken = brokenStandards(known);
  const [worst] = broken;
  const draft = plan.draft;
  const open = draft && plan.gate.lacks.length > 0;
  const gap = measured(conduct?.conduct.do_feel_gap ?? null);
  const think = gap && gap.low > 0 ? t("finding.think", { gap: figures.value(gap.value, "nps") }) : "";

  if (worst) {
    const rest = broken.length - 1;
    if (rest > 0) lede.push(t("finding.alsoBroken", { count: rest, n: numeralOf(t, rest, count) }));
    else if (known.length > 1) lede.push(t("finding.restKept"));
    lede.push(think);
    return {
      headline: t("finding.broken", {
        label,
        words: worst.words,
        missed: count(worst.checked - worst.met),
        n: count(worst.checked),
      }),
      lede: lede.filter(Boolean).join(" "),
    };
  }
  const perfection = measured(conduct?.conduct.perfection ?? null);
  if (perfection && plan.live) {
    lede.push(known.length > 0 ? t("finding.noneBroken") : "", think);
    return {
      headline: t("finding.perfection", {
        label,
        share: figures.value(perfection.value, "share"),
        n: count(perfection.n),
      }),
      lede: lede.filter(Boolean).join(" "),
    };
  }
  if (plan.live) {
    if (plan.live.stale_months !== null) {
      return {
        headline: t("finding.stale", { label }),
        lede: t("finding.staleLede", { version: plan.live.version }),
      };
    }
    return {
      headline: t("finding.live", { label, version: plan.live.version }),
      lede: (conduct?.conduct.deliveries ?? 0) > 0 ? t("finding.fewDelivered") : t("finding.noneDelivered"),
    };
  }
  if (!draft) return { headline: t("finding.none", { label }), lede: t("finding.noneLede") };
  if (open) {
    return {
      headline: t("finding.draft", {
        label,
        gate: lower(gateSentence(t, plan.gate, draft.version, (n) => numeralOf(t, n, count))),
      }),
      lede: t("finding.draftLede"),
    };
  }
  return {
    headline: t(draft.state === "reviewed" ? "finding.reviewed" : "finding.complete", {
      label,
      version: draft.version,
    }),
    lede: t("finding.draftLede"),
  };
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
