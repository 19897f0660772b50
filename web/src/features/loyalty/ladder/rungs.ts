import type { Schemas } from "../../../api/client";

export type Rung = Schemas["Rung"];

/** As a picture shows them: the highest on top, what is not known at the bottom. */
export const RUNGS: readonly Rung[] = ["ambassador", "loyal", "satisfied", "dissatisfied", "unknown"];
