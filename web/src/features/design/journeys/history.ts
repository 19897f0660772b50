/** Undo and redo over whole documents: they are small, and whole ones cannot disagree with each other. */
export type History<T> = {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the newest change was about: letters typed into one field one after the other are one change. */
  about: string | null;
};

const KEPT = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], about: null };
}

export function change<T>(history: History<T>, present: T, about: string | null = null): History<T> {
  if (present === history.present) return history;
  if (about !== null && about === history.about) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-KEPT), present, future: [], about };
}

/** The next change is one of its own, also in the same field: somebody went away in between. */
export function rest<T>(history: History<T>): History<T> {
  return history.about === null ? history : { ...history, about: null };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], about: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, about: null };
}

/** The same change in every version: what somebody else has done meanwhile is not undone by our undo. */
export function mapAll<T>(history: History<T>, change: (version: T) => T): History<T> {
  return {
    past: history.past.map(change),
    present: change(history.present),
    future: history.future.map(change),
    about: null,
  };
}
