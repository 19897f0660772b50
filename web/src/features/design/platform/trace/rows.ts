import type { Cell } from "../../../../lib/csv";
import type { Traceability } from "../queries";

export type TracedTouchpoint = Traceability["touchpoints"][number];
export type TracedLink = Traceability["links"][number];
export type Group = { key: string; label: string | null; touchpoints: TracedTouchpoint[] };

/** Touchpoints that can express something, by stage in its order; those without a stage come last. */
export function placed(trace: Traceability, only?: string): Group[] {
  const there = trace.touchpoints.filter(({ existence }) => existence !== "retired" && existence !== "not_applicable");
  const groups: Group[] = trace.stages.map(({ key, label }) => ({
    key,
    label,
    touchpoints: there.filter(({ stage }) => stage === key),
  }));
  const known = new Set(trace.stages.map(({ key }) => key));
  groups.push({
    key: "",
    label: null,
    touchpoints: there.filter(({ stage }) => stage === null || !known.has(stage)),
  });
  return groups.filter(({ key, touchpoints }) => touchpoints.length > 0 && (only === undefined || only === key));
}

export function linkOf(trace: Traceability, part: string, touchpoint: string): TracedLink | undefined {
  return trace.links.find((link) => link.part === part && link.touchpoint === touchpoint);
}

/** What the touchpoint says of itself, with one part added or taken away. */
export function toggled(trace: Traceability, part: string, touchpoint: string): string[] {
  const own = trace.links.filter((link) => link.touchpoint === touchpoint && link.own).map((link) => link.part);
  return own.includes(part) ? own.filter((each) => each !== part) : [...own, part];
}

type Words = {
  yes: string;
  stage: string;
  touchpoint: string;
  existence: string;
  none: string;
  state: (existence: string) => string;
};

/** The matrix as it is shown, as a file. */
export function fileOf(trace: Traceability, groups: readonly Group[], words: Words): Cell[][] {
  const head = [words.stage, words.touchpoint, words.existence, ...trace.parts.map((part) => part.words)];
  const rows = groups.flatMap((group) =>
    group.touchpoints.map((touchpoint) => [
      group.label ?? words.none,
      touchpoint.label,
      words.state(touchpoint.existence),
      ...trace.parts.map((part) => (linkOf(trace, part.key, touchpoint.id) ? words.yes : "")),
    ]),
  );
  return [head, ...rows];
}
