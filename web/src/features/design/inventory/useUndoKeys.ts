import { useEffect, useRef } from "react";

type Ways = { undo: () => Promise<void>; redo: () => Promise<void> };

/** Ctrl+Z takes back, Ctrl+Shift+Z and Ctrl+Y do again. Where somebody is typing, the keys are the field's. */
export function useUndoKeys(edits: Ways | null): void {
  const latest = useRef(edits);
  useEffect(() => {
    latest.current = edits;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !latest.current) return;
      const target = event.target as HTMLElement | null;
      if (target?.closest("input, textarea, select, [contenteditable=true], [role=dialog]")) return;
      const key = event.key.toLowerCase();
      const again = (key === "z" && event.shiftKey) || key === "y";
      if (!again && key !== "z") return;
      event.preventDefault();
      void (again ? latest.current.redo() : latest.current.undo());
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
