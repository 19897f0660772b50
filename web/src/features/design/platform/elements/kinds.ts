import type { ElementKind } from "../queries";

export const elementKinds: readonly ElementKind[] = ["identity", "print", "product", "space", "digital", "dress"];
