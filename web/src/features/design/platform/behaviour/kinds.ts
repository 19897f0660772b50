import type { BehaviourKind } from "../queries";

export const behaviourKinds: readonly BehaviourKind[] = ["voice", "attitude", "style"];
