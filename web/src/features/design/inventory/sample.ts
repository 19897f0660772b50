import type { Finding, Inventory, Place, PlanState, Touchpoint } from "./types";

/** A small firm for the tests: three stages, two channels, one audience of its own. */
const place = (key: string, label: string, position: number): Place => ({ id: `id-${key}`, key, label, position });

export const STAGES = [place("enquire", "Enquire", 1), place("serve", "Serve", 2), place("after", "After", 3)];
export const CHANNELS = [place("phone", "Phone", 1), place("letter", "Letter", 2)];

export function touchpoint(label: string, part: Partial<Touchpoint> & { at?: [string, string] } = {}): Touchpoint {
  const { at, ...rest } = part;
  const [stage, channel] = at ?? ["serve", "phone"];
  const key = label.toLowerCase().replaceAll(" ", "_");
  const named = (places: readonly Place[], wanted: string) => {
    const found = places.find((one) => one.key === wanted);
    return found ? { key: found.key, label: found.label } : null;
  };
  return {
    id: `id-${key}`,
    key,
    label,
    kind: "dynamic",
    existence: "live",
    stage: named(STAGES, stage),
    channel: named(CHANNELS, channel),
    owner: { id: "ana", name: "Ana" },
    position: 0,
    moment_of_truth: false,
    importance: 3,
    department: null,
    our_attention: null,
    industry_attention: null,
    audiences: [],
    reason: null,
    note: null,
    ...rest,
  };
}

export function inventory(touchpoints: Touchpoint[], part: Partial<Inventory> = {}): Inventory {
  return {
    stages: STAGES,
    channels: CHANNELS,
    audiences: [{ id: "id-heirs", key: "heirs", label: "Heirs", filter: ["attr.role=heir"] }],
    departments: [],
    cells: [],
    touchpoints,
    coverage: { live: 1, missing: 0, value: 1, low: 0.2, high: 1, n: 1 },
    ...part,
  };
}

export function plan(id: string, part: Partial<PlanState> = {}): PlanState {
  const live = { version: 1, review_by: "2026-01-01", stale_months: null };
  return { touchpoint: { id }, live, draft: null, attention: 0.8, lacks: 0, ...part };
}

export function finding(
  no: number,
  label: string,
  at: [string, string] = ["serve", "phone"],
  existing?: string,
): Finding {
  const named = (key: string) => ({ key, label: key });
  const suggestion = {
    label,
    label_de: null,
    stage: named(at[0]),
    channel: named(at[1]),
    kind: "dynamic" as const,
    existing: existing ? named(existing) : null,
  };
  return { id: `f-${no}`, no, detector: "chase", suggestion };
}
