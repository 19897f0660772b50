/**
 * What was done on this visit, for Ctrl+Z and Ctrl+Shift+Z. Taking a change back is a change itself on the server:
 * doing it again takes back the taking back. Pages of the inventory share one stack; leaving the organization empties it.
 */
export type Done = { readonly change: string; readonly words: string };
export type UndoStack = { readonly done: readonly Done[]; readonly undone: readonly Done[] };

export const emptyStack: UndoStack = { done: [], undone: [] };

/** Nobody goes back further by keyboard; the history has the rest. */
const MOST = 100;

/** Something new: what was taken back before can't be done again. */
export function push(stack: UndoStack, done: Done): UndoStack {
  return { done: [...stack.done, done].slice(-MOST), undone: [] };
}

/** The change was taken back by the change `by`. */
export function undone(stack: UndoStack, change: string, by: string): UndoStack {
  const taken = stack.done.find((one) => one.change === change);
  if (!taken) return stack;
  return {
    done: stack.done.filter((one) => one.change !== change),
    undone: [...stack.undone, { change: by, words: taken.words }],
  };
}

/** What was taken back by `change` was done again, by the change `by`. */
export function redone(stack: UndoStack, change: string, by: string): UndoStack {
  const again = stack.undone.find((one) => one.change === change);
  if (!again) return stack;
  return {
    done: [...stack.done, { change: by, words: again.words }],
    undone: stack.undone.filter((one) => one.change !== change),
  };
}

/** A change that can't be taken back any more is out of the way of those before it. */
export function forget(stack: UndoStack, change: string): UndoStack {
  const keep = (one: Done) => one.change !== change;
  return { done: stack.done.filter(keep), undone: stack.undone.filter(keep) };
}
