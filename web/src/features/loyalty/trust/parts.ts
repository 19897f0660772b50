import type { Leg, Part } from "./queries";

/** Trust = credibility + competence + compatibility, each with its parts (Tovey). */
export const LEGS: Record<Leg, readonly Part[]> = {
  credibility: ["confidence", "first_impression", "honesty", "delivers_as_promised"],
  competence: ["knowledge", "track_record", "searching_questions"],
  compatibility: ["interest", "listening", "care", "vulnerability"],
};

export const PARTS: readonly Part[] = Object.values(LEGS).flat();
