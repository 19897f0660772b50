import type { Kept } from "./draft";

const prefix = "touchstone.plan.";

/** Drafts that wait for a connection stay on this device: one a person, an organization and a touchpoint. */
export function keptName(organization: string, person: string, touchpoint: string): string {
  return `${prefix}${organization}.${person}.${touchpoint}`;
}

export function readKept(name: string): Kept | null {
  try {
    const text = localStorage.getItem(name);
    const kept = text === null ? null : (JSON.parse(text) as Partial<Kept>);
    if (!kept?.base || !kept.document || typeof kept.revision !== "number") return null;
    return { base: kept.base, document: kept.document, revision: kept.revision, at: kept.at ?? "" };
  } catch {
    // Storage may be forbidden, or hold something that is no draft.
    return null;
  }
}

/** Whether the device took it. */
export function writeKept(name: string, kept: Kept | null): boolean {
  try {
    if (kept) localStorage.setItem(name, JSON.stringify(kept));
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}
