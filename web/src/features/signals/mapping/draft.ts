/** The unfinished mapping of an upload, kept in this browser so that a closed tab loses nothing. */
import type { Work } from "./work";

export type Draft = { work: Work; at: string };

type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "touchstone.import.";
/** Uploads are few and each draft is some ten kilobytes; older ones than these are of files long imported. */
const DRAFTS = 8;

export function readDraft(storage: Kept, upload: string): Draft | undefined {
  try {
    const text = storage.getItem(PREFIX + upload);
    if (text === null) return undefined;
    const draft = JSON.parse(text) as Partial<Draft>;
    return draft.work?.mapping?.columns && draft.at ? { work: draft.work, at: draft.at } : undefined;
  } catch {
    // Written by another version, or storage is forbidden: the proposal is there still.
    return undefined;
  }
}

/** Whether it could be kept; a full or forbidden storage is no reason to stop the work. */
export function keepDraft(storage: Kept, upload: string, draft: Draft): boolean {
  try {
    storage.setItem(PREFIX + upload, JSON.stringify(draft));
    for (const old of agedDrafts(storage).slice(DRAFTS)) storage.removeItem(old);
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(storage: Kept, upload: string): void {
  try {
    storage.removeItem(PREFIX + upload);
  } catch {
    // Nothing was kept, then.
  }
}

/** The keys of all drafts, the newest first. */
function agedDrafts(storage: Kept): string[] {
  const found: { key: string; at: string }[] = [];
  for (let index = 0; index < storage.length; index += 1) {
    const key = storage.key(index);
    if (key?.startsWith(PREFIX)) found.push({ key, at: readDraft(storage, key.slice(PREFIX.length))?.at ?? "" });
  }
  return found.sort((a, b) => b.at.localeCompare(a.at)).map((one) => one.key);
}
