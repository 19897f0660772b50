import type { TFunction } from "i18next";
import type { JourneyStep, LivedStep } from "./queries";

type T = TFunction<"design/journeys">;

/** What the journey says about us, in a sentence; and what stands behind it, in another. */
export type Finding = { headline: string; lede: string };

type Words = {
  /** "A, B and C" */
  list: (items: readonly string[]) => string;
  /** "+1.2", "−0.4" */
  feeling: (value: number) => string;
  /** "+1", "−2" */
  whole: (value: number) => string;
  count: (value: number) => string;
};

const quoted = (t: T, label: string) => t("finding.quoted", { label });

/** The widest gaps lead. Nothing is said of a step whose whole interval does not say it. */
export function findingOf(
  t: T,
  words: Words,
  steps: readonly JourneyStep[],
  lived: readonly LivedStep[] | null,
): Finding {
  const label = (id: string) => steps.find((step) => step.id === id)?.label ?? id;
  const heard = (lived ?? []).filter((step) => step.estimate.value !== null);
  const judged = heard.filter((step) => step.verdict !== "unknown");
  const by = (verdict: LivedStep["verdict"], way: 1 | -1) =>
    judged.filter((step) => step.verdict === verdict).sort((a, b) => way * ((a.gap ?? 0) - (b.gap ?? 0)));
  const short = by("short", 1);
  const beyond = by("beyond", -1);
  const named = (found: readonly LivedStep[]) => {
    const first = found.slice(0, 2).map((step) => quoted(t, label(step.step)));
    const more = found.length - first.length;
    return more > 0 ? t("finding.andMore", { steps: first.join(", "), count: more }) : words.list(first);
  };
  const undecided = steps.filter((step) => step.feeling === null).length;

  const headline =
    short.length > 0
      ? t("finding.short", { steps: named(short) })
      : beyond.length > 0
        ? t("finding.beyond", { steps: named(beyond) })
        : judged.length > 0
          ? t("finding.asDesigned")
          : heard.length > 0
            ? t("finding.tooFew")
            : undecided === steps.length
              ? t("finding.undecided")
              : t("finding.nothingHeard");

  const parts: string[] = [];
  const widest = short[0];
  if (widest && widest.designed !== null && widest.estimate.value !== null) {
    parts.push(
      t("finding.widest", {
        step: quoted(t, label(widest.step)),
        designed: words.whole(widest.designed),
        lived: words.feeling(widest.estimate.value),
        n: words.count(widest.estimate.n),
      }),
    );
  }
  if (short.length > 0 && beyond.length > 0) parts.push(t("finding.alsoBeyond", { steps: named(beyond) }));
  if (lived !== null && judged.length > 0) {
    const silent = lived.filter((step) => step.estimate.n === 0).length;
    if (silent > 0) parts.push(t("finding.silent", { count: silent, of: lived.length }));
  }
  if (undecided > 0 && undecided < steps.length) parts.push(t("finding.someUndecided", { count: undecided }));
  if (parts.length === 0) parts.push(heard.length > 0 ? t("finding.inLine") : t("finding.howTo"));
  return { headline, lede: parts.join(" ") };
}
