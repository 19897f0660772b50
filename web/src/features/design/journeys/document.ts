import type { JourneyDocument, JourneyStep, Spot, Stage } from "./queries";

/** The form of the document that we write. */
export const VERSION = 1;
export const WORST = -2;
export const BEST = 2;
export const FEELINGS = [2, 1, 0, -1, -2] as const;

/** As many as the server keeps. */
export const limits = { label: 120, words: 2000, plusOnes: 12, steps: 80 } as const;

/** Lanes whose cells hold words. */
export type WordLane = "expectation" | "action" | "backstage" | "owner";

let made = 0;

/** An id that no step of the journey has. */
export function freeId(steps: readonly { id: string }[]): string {
  const taken = new Set(steps.map((step) => step.id));
  for (;;) {
    made += 1;
    const id = `s${Date.now().toString(36)}${made.toString(36)}`;
    if (!taken.has(id)) return id;
  }
}

export function newStep(id: string, stage: string, label: string, more: Partial<JourneyStep> = {}): JourneyStep {
  return {
    id,
    stage,
    touchpoint: null,
    label,
    channel: null,
    expectation: "",
    action: "",
    feeling: null,
    plus_ones: [],
    backstage: "",
    owner: "",
    moment_of_truth: false,
    ...more,
  };
}

export function editStep(document: JourneyDocument, id: string, edit: Partial<JourneyStep>): JourneyDocument {
  return { ...document, steps: document.steps.map((step) => (step.id === id ? { ...step, ...edit } : step)) };
}

/** Puts a step before the given place (0 is the start); ways of their own are left to the reader. */
export function addStep(document: JourneyDocument, at: number, step: JourneyStep): JourneyDocument {
  const steps = [...document.steps];
  steps.splice(Math.max(0, Math.min(at, steps.length)), 0, step);
  return { ...document, steps };
}

/** Without the step, and the ways that led to it lead on to where it led. */
export function removeStep(document: JourneyDocument, id: string): JourneyDocument {
  const steps = document.steps.filter((step) => step.id !== id);
  if (!document.links) return { ...document, steps };
  const into = document.links.filter((link) => link.to === id).map((link) => link.from);
  const out = document.links.filter((link) => link.from === id).map((link) => link.to);
  const links = document.links.filter((link) => link.from !== id && link.to !== id);
  for (const from of into) {
    for (const to of out) {
      if (!links.some((link) => link.from === from && link.to === to)) links.push({ from, to });
    }
  }
  return { ...document, steps, links };
}

/** The step at another place, counted among all steps; everything else keeps its order. */
export function moveStep(document: JourneyDocument, id: string, place: number, stage?: string): JourneyDocument {
  const from = document.steps.findIndex((step) => step.id === id);
  const step = document.steps[from];
  if (!step) return document;
  const to = Math.max(0, Math.min(place, document.steps.length - 1));
  const moved = stage === undefined || stage === step.stage ? step : { ...step, stage };
  if (to === from && moved === step) return document;
  const steps = document.steps.filter((_, at) => at !== from);
  steps.splice(to, 0, moved);
  return { ...document, steps };
}

/**
 * One press of an arrow. At the edge of its stage a step first joins the next stage where it stands; the next press
 * takes it past its neighbour.
 */
export function nudgeStep(document: JourneyDocument, id: string, way: -1 | 1): JourneyDocument {
  const at = document.steps.findIndex((step) => step.id === id);
  const step = document.steps[at];
  const neighbour = document.steps[at + way];
  if (!step || !neighbour) return document;
  if (neighbour.stage !== step.stage) return editStep(document, id, { stage: neighbour.stage });
  return moveStep(document, id, at + way);
}

/** What leads to what, also where each step simply leads to the next. */
export function waysOf(document: JourneyDocument): [string, string][] {
  if (document.links) return document.links.map(({ from, to }) => [from, to]);
  return document.steps.slice(1).map((step, at) => [(document.steps[at] as JourneyStep).id, step.id]);
}

/** Says where a step leads; `null` when that would lead in a circle. As in order again, the ways need no list. */
export function leadTo(document: JourneyDocument, from: string, to: readonly string[]): JourneyDocument | null {
  const others = waysOf(document).filter(([start]) => start !== from);
  const ways = [...others, ...to.map((end): [string, string] => [from, end])];
  if (circleIn(ways)) return null;
  const inOrder = waysOf({ ...document, links: null });
  const same =
    ways.length === inOrder.length && inOrder.every(([a, b]) => ways.some(([start, end]) => a === start && b === end));
  return { ...document, links: same ? null : ways.map(([start, end]) => ({ from: start, to: end })) };
}

export function circleIn(ways: readonly (readonly [string, string])[]): boolean {
  const next = new Map<string, string[]>();
  for (const [from, to] of ways) next.set(from, [...(next.get(from) ?? []), to]);
  const state = new Map<string, "open" | "done">();
  const visit = (id: string): boolean => {
    if (state.get(id) === "open") return true;
    if (state.get(id) === "done") return false;
    state.set(id, "open");
    const found = (next.get(id) ?? []).some(visit);
    state.set(id, "done");
    return found;
  };
  return [...next.keys()].some(visit);
}

export type Start = "moments" | "stages" | "empty";

/** A journey to begin with, from what the inventory has. `null` where it has nothing of the kind. */
export function startFrom(
  start: Start,
  name: string,
  stages: readonly Stage[],
  spots: readonly Spot[],
  firstLabel: string,
): JourneyDocument | null {
  const steps: JourneyStep[] = [];
  const add = (stage: string, spot: Spot | null) =>
    steps.push(
      newStep(`s${steps.length + 1}`, stage, spot?.label ?? firstLabel, {
        touchpoint: spot?.key ?? null,
        moment_of_truth: spot?.moment_of_truth === true,
      }),
    );
  const usable = spots.filter((spot) => spot.existence === "live" || spot.existence === "planned");
  for (const stage of stages) {
    const here = usable.filter((spot) => spot.stage?.key === stage.key);
    if (start === "moments") for (const spot of here.filter((one) => one.moment_of_truth)) add(stage.key, spot);
    if (start === "stages") {
      const first =
        here.find((spot) => spot.moment_of_truth) ??
        here.find((spot) => spot.kind === "dynamic" && spot.existence === "live") ??
        here[0];
      if (first) add(stage.key, first);
    }
  }
  const first = stages[0];
  if (start === "empty" && first) add(first.key, null);
  if (steps.length === 0) return null;
  return { version: VERSION, name, note: "", audience: null, filters: [], steps: steps.slice(0, limits.steps) };
}

/** Neighbouring steps of one stage, as the sheet heads them. */
export function stageRuns(steps: readonly JourneyStep[]): { stage: string; from: number; many: number }[] {
  const runs: { stage: string; from: number; many: number }[] = [];
  steps.forEach((step, at) => {
    const last = runs.at(-1);
    if (last && last.stage === step.stage) last.many += 1;
    else runs.push({ stage: step.stage, from: at, many: 1 });
  });
  return runs;
}
