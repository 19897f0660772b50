import { emptyPlan, type Field, type PlanDocument, same, tidied } from "./document";
import { type Choice, type Conflict, mergePlans, settle } from "./merge";

/** What is on the screen, and what of it the server has. */
export type Draft = {
  /** The document as the server has it, at `revision`. */
  base: PlanDocument;
  revision: number;
  document: PlanDocument;
  past: readonly PlanDocument[];
  future: readonly PlanDocument[];
  /** What the last edit was made at: letters typed into one field are one step back. */
  at: string | null;
  /** What two people changed in different ways, waiting for a choice. Nothing is saved meanwhile. */
  conflicts: readonly Conflict[];
  /** Fields that somebody else changed while this page was open, to be told. */
  news: readonly Field[];
};

export type Step =
  | { do: "edit"; document: PlanDocument; at: string }
  | { do: "undo" }
  | { do: "redo" }
  /** The server was sent `sent` and has kept it as `document`. */
  | { do: "saved"; sent: PlanDocument; document: PlanDocument; revision: number }
  /** The server has something newer, written elsewhere. */
  | { do: "overtaken"; document: PlanDocument; revision: number }
  | { do: "choose"; choices: ReadonlyMap<Conflict, Choice>; newId: () => string }
  | { do: "told" }
  /** The plan is another one now: published, discarded, reopened. */
  | { do: "restart"; document: PlanDocument; revision: number };

const STEPS = 100;

export function startDraft(document: PlanDocument = emptyPlan, revision = 0): Draft {
  return { base: document, revision, document, past: [], future: [], at: null, conflicts: [], news: [] };
}

/** Whether something is on the screen that the server does not have. */
export function isDirty({ base, document }: Draft): boolean {
  return !same(tidied(document), base);
}

export function step(draft: Draft, what: Step): Draft {
  switch (what.do) {
    case "edit": {
      if (same(what.document, draft.document)) return draft;
      const goesOn = what.at === draft.at && draft.past.length > 0;
      const past = goesOn ? draft.past : [...draft.past, draft.document].slice(-STEPS);
      return { ...draft, document: what.document, past, future: [], at: what.at };
    }
    case "undo": {
      const before = draft.past.at(-1);
      if (!before) return draft;
      const future = [draft.document, ...draft.future];
      return { ...draft, document: before, past: draft.past.slice(0, -1), future, at: null };
    }
    case "redo": {
      const [next, ...rest] = draft.future;
      if (!next) return draft;
      return { ...draft, document: next, past: [...draft.past, draft.document], future: rest, at: null };
    }
    case "saved":
      return {
        ...draft,
        base: what.document,
        revision: what.revision,
        // What the server changed in it is taken over; what was typed meanwhile, and spaces being typed, stay.
        document:
          same(tidied(draft.document), what.sent) && !same(what.sent, what.document) ? what.document : draft.document,
      };
    case "overtaken": {
      if (what.revision === draft.revision && same(what.document, draft.base)) return draft;
      const merged = mergePlans(draft.base, tidied(draft.document), what.document);
      return {
        ...draft,
        base: what.document,
        revision: what.revision,
        document: merged.document,
        conflicts: [
          ...draft.conflicts.filter((old) => !merged.conflicts.some((one) => isSame(one, old))),
          ...merged.conflicts,
        ],
        news: [...new Set([...draft.news, ...merged.theirs])],
        // A step back must not take somebody else's words away.
        past: [],
        future: [],
        at: null,
      };
    }
    case "choose": {
      let document = draft.document;
      for (const conflict of draft.conflicts) {
        document = settle(document, conflict, what.choices.get(conflict) ?? "mine", what.newId);
      }
      return { ...draft, document, conflicts: [] };
    }
    case "told":
      return { ...draft, news: [] };
    case "restart":
      return startDraft(what.document, what.revision);
  }
}

/** A conflict still waiting when a newer version comes stays, unless that version says something else about it. */
function isSame(a: Conflict, b: Conflict): boolean {
  return a.field === b.field && a.item === b.item && a.part === b.part;
}

/** What this device keeps of a draft that the server may not have. */
export type Kept = { base: PlanDocument; document: PlanDocument; revision: number; at: string };

/** A draft of the server's with what this device still has of one's own on top. */
export function resume(document: PlanDocument, revision: number, kept: Kept | null): Draft {
  const fresh = startDraft(document, revision);
  if (!kept || same(tidied(kept.document), document)) return fresh;
  const mine = { ...fresh, base: kept.base, document: kept.document, revision: kept.revision };
  if (kept.revision === revision) return { ...mine, base: document };
  return step(mine, { do: "overtaken", document, revision });
}
