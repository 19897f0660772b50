import type { JourneyDocument, JourneyStep } from "./queries";

/** Something that both have changed, and differently. */
export type Conflict = {
  /** `null`: the journey as a whole. */
  step: string | null;
  /** What the step is called, for people. */
  label: string;
  field: string;
  mine: unknown;
  theirs: unknown;
};

export type Merged = { document: JourneyDocument; conflicts: Conflict[] };

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const wholeFields = ["name", "note", "audience", "filters", "links"] as const;
const stepFields = [
  "stage",
  "touchpoint",
  "label",
  "channel",
  "expectation",
  "action",
  "feeling",
  "plus_ones",
  "backstage",
  "owner",
  "moment_of_truth",
] as const;

/**
 * What two people made of the same journey, field by field. Where only one has changed something, that stands; where
 * both have, and differently, mine is kept for now and the difference is told. Nothing of either is lost: a step that
 * one removed and the other changed stays.
 */
export function merge(base: JourneyDocument, mine: JourneyDocument, theirs: JourneyDocument): Merged {
  const conflicts: Conflict[] = [];
  const decide = (step: string | null, label: string, field: string, was: unknown, my: unknown, their: unknown) => {
    if (same(my, their) || same(their, was)) return my;
    if (same(my, was)) return their;
    conflicts.push({ step, label, field, mine: my, theirs: their });
    return my;
  };

  const whole: Record<string, unknown> = { ...mine };
  for (const field of wholeFields)
    whole[field] = decide(null, mine.name, field, base[field], mine[field], theirs[field]);

  const by = (document: JourneyDocument) => new Map(document.steps.map((step) => [step.id, step]));
  const [was, my, their] = [by(base), by(mine), by(theirs)];
  const kept = new Map<string, JourneyStep>();
  for (const id of new Set([...my.keys(), ...their.keys()])) {
    const [b, m, t] = [was.get(id), my.get(id), their.get(id)];
    if (m && t) {
      const step: Record<string, unknown> = { ...m };
      for (const field of stepFields) step[field] = decide(id, m.label, field, b?.[field], m[field], t[field]);
      kept.set(id, step as JourneyStep);
    } else if (m && (!b || !same(m, b))) kept.set(id, m);
    else if (t && (!b || !same(t, b))) kept.set(id, t);
  }
  const steps = orderOf(base, mine, theirs)
    .map((id) => kept.get(id))
    .filter((step) => step !== undefined);
  const links = (whole.links as JourneyDocument["links"])?.filter(({ from, to }) => kept.has(from) && kept.has(to));
  return { document: { ...(whole as JourneyDocument), links: links ?? null, steps }, conflicts };
}

/** My order, with what only they have put in behind the step that it follows there; theirs where I moved nothing. */
function orderOf(base: JourneyDocument, mine: JourneyDocument, theirs: JourneyDocument): string[] {
  const ids = (document: JourneyDocument) => document.steps.map((step) => step.id);
  const among = (order: string[], others: string[]) => order.filter((id) => others.includes(id));
  const [was, my, their] = [ids(base), ids(mine), ids(theirs)];
  const iMoved = !same(among(my, was), among(was, my));
  const [lead, follow] = iMoved ? [my, their] : [their, my];
  const order = [...lead];
  follow.forEach((id, at) => {
    if (order.includes(id)) return;
    const before = follow
      .slice(0, at)
      .reverse()
      .find((earlier) => order.includes(earlier));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

/** Takes theirs instead of mine for one difference. */
export function takeTheirs(document: JourneyDocument, conflict: Conflict): JourneyDocument {
  if (conflict.step === null) return { ...document, [conflict.field]: conflict.theirs };
  return {
    ...document,
    steps: document.steps.map((step) =>
      step.id === conflict.step ? { ...step, [conflict.field]: conflict.theirs } : step,
    ),
  };
}

/** Writes what is new in `next` over `before` into another version of the same journey. */
export function carry(version: JourneyDocument, before: JourneyDocument, next: JourneyDocument): JourneyDocument {
  return same(before, next) ? version : merge(before, version, next).document;
}
