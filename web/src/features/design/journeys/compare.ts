import type { JourneyStep, Stage } from "./queries";

/** Where the steps of several journeys stand when they are laid under the same stages. */
export type Bands = { stages: { key: string; label: string; from: number; many: number }[]; total: number };

/** Each stage is as wide as the journey with the most steps in it needs. Stages that nobody meets take no room. */
export function bandsOf(journeys: readonly (readonly JourneyStep[])[], stages: readonly Stage[]): Bands {
  const known = [...stages];
  for (const steps of journeys) {
    for (const { stage } of steps) {
      if (!known.some((one) => one.key === stage)) known.push({ key: stage, label: stage });
    }
  }
  let from = 0;
  const bands: Bands["stages"] = [];
  for (const { key, label } of known) {
    const many = Math.max(0, ...journeys.map((steps) => steps.filter((step) => step.stage === key).length));
    if (many === 0) continue;
    bands.push({ key, label, from, many });
    from += many;
  }
  return { stages: bands, total: from };
}

/** The place of each step of one journey, in columns: in the middle of its share of the stage. */
export function placesOf(steps: readonly JourneyStep[], bands: Bands): number[] {
  return steps.map((step, at) => {
    const band = bands.stages.find((one) => one.key === step.stage);
    if (!band) return 0;
    const here = steps.filter((one) => one.stage === step.stage).length;
    const nth = steps.slice(0, at).filter((one) => one.stage === step.stage).length;
    return band.from + ((nth + 0.5) * band.many) / here;
  });
}
