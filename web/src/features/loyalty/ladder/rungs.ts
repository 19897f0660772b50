/** From the lowest to the highest; unknown is none of them. */
export type Rung = "unknown" | "dissatisfied" | "satisfied" | "loyal" | "ambassador";

/** As a picture shows them: the highest on top, what is not known at the bottom. */
export const RUNGS: readonly Rung[] = ["ambassador", "loyal", "satisfied", "dissatisfied", "unknown"];
