/** Undo and redo over whole documents: they are small, and whole ones cannot disagree with each other. */
export type History<T> = { past: readonly T[]; present: T; future: readonly T[] };

const KEPT = 100;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

export function change<T>(history: History<T>, present: T): History<T> {
  if (present === history.present) return history;
  return { past: [...history.past, history.present].slice(-KEPT), present, future: [] };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future };
}
