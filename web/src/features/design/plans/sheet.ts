import type { useFormat } from "../../../lib/useFormat";
import { measured } from "../../../ui/charts/estimate";
import type { PlanDocument } from "./document";
import type { Finding } from "./finding";
import type { Conduct, Kept, TouchpointPlan } from "./queries";
import type { Sayings } from "./say";
import { behaviourWord, levelWord, type PlanT, plusOneWord, senseWord, stateWord } from "./words";

/** What paper needs to be set: the plan, and how the reader's language writes it. */
export type SheetMatter = {
  t: PlanT;
  format: ReturnType<typeof useFormat>;
  say: Sayings;
  plan: TouchpointPlan;
  document: PlanDocument;
  conduct: Conduct | null;
  kept: ReadonlyMap<string, Kept>;
  finding: Finding;
  organization: string;
};

/** The plan in the order in which it stands on paper, in words; both the printed page and the PDF are set from it. */
export type Sheet = {
  title: string;
  /** "Draft 7 over live 6, Aldgrove Advisers" */
  state: string;
  finding: string;
  purpose: string;
  facts: { label: string; value: string }[];
  standards: { words: string; wanted: string; kept: string; short: boolean }[];
  feeling: { label: string; items: string[] }[];
  failures: { words: string; recovery: string; missing: boolean }[];
  plusOnes: { kind: string; words: string }[];
  expectations: { kind: string; words: string }[];
  script: string;
  measures: { label: string; value: string }[];
  lacks: string[];
  /** At the foot of each page. */
  foot: string;
};

export function sheetOf({ t, format, say, plan, document, conduct, kept, finding, organization }: SheetMatter): Sheet {
  const { draft, live, touchpoint, gate } = plan;
  const state = draft
    ? live
      ? t("life.draftOver", { version: draft.version, live: live.version })
      : t("life.draft", { version: draft.version })
    : live
      ? t("life.live", { version: live.version })
      : t("life.none");
  const fact = (label: string, value: string | null | undefined) => ({ label, value: value || "–" });
  const measures = conduct ? measuresOf(t, format, conduct) : [];
  return {
    title: touchpoint.label,
    state: [
      state,
      draft ? stateWord(t, draft.state) : live?.stale_months != null ? t("state.stale") : null,
      organization,
    ]
      .filter(Boolean)
      .join(" · "),
    finding: withoutName(finding.headline, touchpoint.label),
    purpose: document.purpose,
    facts: [
      fact(t("field.owner"), touchpoint.owner?.name),
      fact(
        t("field.window"),
        [document.window && say.window(document.window), document.trigger && say.trigger(document.trigger)]
          .filter(Boolean)
          .join(" · "),
      ),
      fact(t("field.channel"), say.channel(document.channel)),
      fact(t("field.deputy"), say.person(document.deputy)),
      fact(t("field.effort"), say.effort(document)),
      fact(t("field.review_by"), document.review_by ? say.day(document.review_by) : null),
    ],
    standards: document.standards.map((standard) => {
      const count = kept.get(standard.id);
      const { high, badge } = count?.estimate ?? { high: null, badge: "none" };
      return {
        words: standard.words,
        wanted: format.percent(standard.wanted),
        kept:
          count && count.checked > 0
            ? t("standards.counts", { met: format.count(count.met), n: format.count(count.checked) })
            : "",
        short: badge === "sound" && high !== null && high < standard.wanted,
      };
    }),
    feeling: [
      { label: t("field.emotions"), items: document.emotions },
      { label: t("field.senses"), items: document.senses.map((each) => `${senseWord(t, each.sense)}: ${each.words}`) },
      {
        label: t("field.behaviours"),
        items: document.behaviours.map((each) => `${behaviourWord(t, each.kind)}: ${each.words}`),
      },
      { label: t("field.elements"), items: document.elements.map((each) => each.words) },
    ].filter(({ items }) => items.length > 0),
    failures: document.failures.map(({ words, recovery }) => ({
      words,
      recovery: recovery || t("lackHere.no_recovery"),
      missing: recovery.trim() === "",
    })),
    plusOnes: document.plus_ones.map(({ state: kind, words }) => ({ kind: plusOneWord(t, kind), words })),
    expectations: document.expectations.map(({ level, words }) => ({ kind: levelWord(t, level), words })),
    script: document.script,
    measures,
    lacks: draft ? gate.lacks.map((lack) => say.lack(lack)) : [],
    foot: [organization, touchpoint.label, state].join(" · "),
  };
}

/** On paper the name stands right above. */
function withoutName(headline: string, label: string): string {
  const rest = headline.startsWith(`${label}: `) ? headline.slice(label.length + 2) : headline;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function measuresOf(t: PlanT, format: ReturnType<typeof useFormat>, { conduct }: Conduct): Sheet["measures"] {
  const share = (estimate: Conduct["conduct"]["perfection"], digits = 0) => {
    const point = measured(estimate);
    if (!point) return null;
    const range = `${format.decimal(point.low * 100, digits)}–${format.decimal(point.high * 100, digits)}`;
    return `${format.percent(point.value, digits)} (${range}, ${format.sample(point.n)})`;
  };
  const gap = measured(conduct.do_feel_gap);
  const points = gap
    ? `${format.signed(gap.value, 1)} (${format.decimal(gap.low, 1)} – ${format.decimal(gap.high, 1)}, ${format.sample(gap.n)})`
    : null;
  return [
    { label: t("measure.perfection"), value: share(conduct.perfection) },
    { label: t("measure.sayDo"), value: share(conduct.say_do_gap, 1) },
    { label: t("measure.doFeel"), value: points },
  ].flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}
