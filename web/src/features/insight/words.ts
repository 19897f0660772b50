import type { TFunction } from "i18next";

const KINDS = ["dynamic", "static", "work_product"] as const;
export const EXISTENCES = ["live", "planned", "missing", "retired", "not_applicable"] as const;
const WHYS = ["short", "falling", "missing", "unknown", "stale"] as const;
const NEXTS = ["open", "ask", "plan"] as const;
const STATES = ["queued", "running", "done", "cancelled", "failed", "undone"] as const;

export type Why = (typeof WHYS)[number];

function known<K extends string>(codes: readonly K[], code: string): K | undefined {
  return codes.find((one) => one === code);
}

/** A code the reader's texts don't know is shown as it came, rather than nothing. */
export function kindWord(t: TFunction<"insight">, code: string): string {
  const kind = known(KINDS, code);
  return kind ? t(`common.kind.${kind}`) : code;
}

export function existenceWord(t: TFunction<"insight">, code: string): string {
  const existence = known(EXISTENCES, code);
  return existence ? t(`common.existence.${existence}`) : code;
}

/** Why something waits for a decision; what we don't know of yet is shown as unknown. */
export function whyOf(code: string): Why {
  return known(WHYS, code) ?? "unknown";
}

export function nextWord(t: TFunction<"insight">, code: string): string {
  return t(`cockpit.nexts.${known(NEXTS, code) ?? "open"}`);
}

export function stateWord(t: TFunction<"insight">, code: string): string {
  const state = known(STATES, code);
  return state ? t(`cockpit.importState.${state}`) : code;
}
