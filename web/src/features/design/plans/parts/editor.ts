import { createContext, useContext } from "react";
import type { PlanChange } from "../changes";
import type { Field, PlanDocument } from "../document";
import type { Choice, Gate, Kept, PlanTouchpoint } from "../queries";

/** What every part of the page edits and compares with. */
export type Editor = {
  touchpoint: PlanTouchpoint;
  document: PlanDocument;
  /** What is live, if something is and it is not what is shown. */
  live: PlanDocument | null;
  changes: readonly PlanChange[];
  gate: Gate;
  mayEdit: boolean;
  colleagues: readonly Choice[];
  channels: readonly Choice[];
  /** How often each standard was kept, by its id. */
  kept: ReadonlyMap<string, Kept>;
  set: <F extends Field>(field: F, value: PlanDocument[F], at?: string) => void;
  /** Takes an item out, with a word that brings it back. */
  remove: (field: Field, at: number, words: string) => void;
};

export const EditorContext = createContext<Editor | null>(null);

/** The page's editor, where there is one: a comparison or a printed page has none. */
export function useEditorMaybe(): Editor | null {
  return useContext(EditorContext);
}

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("a part of the plan outside its page");
  return editor;
}

/** Where a part of the plan stands on the page, for links that lead to it. */
export function anchorOf(field: string, item?: string | null, part?: string): string {
  return ["plan", field, item, part].filter(Boolean).join("-");
}

/** Brings the reader to a part of the plan and puts the cursor there; opens what has to be opened. */
export function goToPart(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
  if (place instanceof HTMLButtonElement) place.click();
}

/** The same for something that is about to appear. */
export function goToPartSoon(id: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => goToPart(id)));
}
