/** Short news of what happened, with a way back. One store for the page; `Toasts` draws it. */
export type Toast = {
  id: number;
  text: string;
  /** The way back: "Undo". */
  action?: { label: string; run: () => void };
  failed?: boolean;
};

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what happened. At most three at once; the oldest goes first. */
export function toast(text: string, options: Omit<Toast, "id" | "text"> = {}): number {
  const id = nextId++;
  set([...toasts, { id, text, ...options }].slice(-3));
  return id;
}

export function dismissToast(id: number): void {
  set(toasts.filter((each) => each.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}
