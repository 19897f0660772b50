import { useCallback, useEffect, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../mapping/draft";
import { begin, change, type History, redo, undo } from "../mapping/history";
import { fresh, type Work } from "../mapping/work";
import type { Upload } from "../types";

/** The work on one upload's mapping: undo, redo, and a draft in this browser. */
export function useWork(upload: Upload) {
  const [start] = useState(() => readDraft(localStorage, upload.id));
  const [history, setHistory] = useState<History<Work>>(() => begin(start?.work ?? fresh(upload.proposal)));
  const [savedAt, setSavedAt] = useState<string | undefined>(start?.at);
  const work = history.present;
  const touched = history.past.length > 0 || history.future.length > 0;
  useEffect(() => {
    if (!touched) return;
    // After the last keystroke of a burst, not during it.
    const timer = setTimeout(() => {
      const at = new Date().toISOString();
      if (keepDraft(localStorage, upload.id, { work, at })) setSavedAt(at);
    }, 400);
    return () => clearTimeout(timer);
  }, [touched, upload.id, work]);
  return {
    work,
    set: useCallback((next: (work: Work) => Work) => setHistory((now) => change(now, next(now.present))), []),
    undo: history.past.length > 0 ? () => setHistory(undo) : undefined,
    redo: history.future.length > 0 ? () => setHistory(redo) : undefined,
    savedAt,
    drop: () => dropDraft(localStorage, upload.id),
  };
}
