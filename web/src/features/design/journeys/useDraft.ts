import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { isProblem } from "../../../lib/problem";
import { begin, change, type History, mapAll, redo, rest, undo } from "./history";
import { type Conflict, carry, merge, takeTheirs } from "./merge";
import { type Journey, type JourneyDocument, journeyQuery, journeysQuery, readNewest, saveJourney } from "./queries";

export type SaveState =
  | { kind: "saved"; at: string }
  | { kind: "waiting" }
  | { kind: "saving" }
  | { kind: "failed"; error: unknown };

/** Two versions that differ in the same places, for somebody to choose. */
export type Clash = { journey: Journey; conflicts: Conflict[] };

/** Long enough for a word to be finished, short enough for nobody to wait. */
const PAUSE = 900;

const same = (a: JourneyDocument, b: JourneyDocument) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The journey on the desk: what was read, what was made of it, and the way it is kept. It saves itself; when somebody
 * else was faster, both are brought together field by field, and only what both changed differently is asked about.
 */
export function useDraft(read: Journey, mayEdit: boolean, onMerged: (by: string | null) => void) {
  const client = useQueryClient();
  const [history, setHistory] = useState<History<JourneyDocument>>(() => begin(read.document));
  const [state, setState] = useState<SaveState>({ kind: "saved", at: read.changed_at });
  const [clash, setClash] = useState<Clash | null>(null);
  /** What the server has, as far as we know. */
  const base = useRef(read);
  const now = useRef(history.present);
  const running = useRef(false);
  now.current = history.present;

  const keep = useCallback(
    (journey: Journey) => {
      base.current = journey;
      client.setQueryData(journeyQuery(journey.id).queryKey, journey);
      void client.invalidateQueries({ queryKey: journeysQuery.queryKey });
    },
    [client],
  );

  /** Takes in what somebody else has saved. Whether something is left to ask about. */
  const bringTogether = useCallback(
    (theirs: Journey): boolean => {
      const before = base.current.document;
      const merged = merge(before, now.current, theirs.document);
      const mine = now.current;
      keep(theirs);
      setHistory((history) => ({
        ...mapAll(history, (version) => (version === mine ? merged.document : carry(version, before, theirs.document))),
      }));
      now.current = merged.document;
      if (merged.conflicts.length > 0) setClash({ journey: theirs, conflicts: merged.conflicts });
      else onMerged(theirs.changed_by?.name ?? null);
      return merged.conflicts.length > 0;
    },
    [keep, onMerged],
  );

  const save = useCallback(async (): Promise<void> => {
    if (running.current || !mayEdit) return;
    if (same(now.current, base.current.document)) {
      setState({ kind: "saved", at: base.current.changed_at });
      return;
    }
    running.current = true;
    setState({ kind: "saving" });
    try {
      for (;;) {
        const sent = now.current;
        try {
          const saved = await saveJourney(base.current.id, base.current.revision, sent);
          // The server tidies spaces; while somebody is still typing they keep theirs.
          keep({ ...saved, document: sent });
          if (now.current === sent) break;
        } catch (error) {
          if (!isProblem(error, "journey_changed")) throw error;
          if (bringTogether(await readNewest(base.current.id))) {
            setState({ kind: "waiting" });
            return;
          }
        }
        if (same(now.current, base.current.document)) break;
      }
      setState({ kind: "saved", at: new Date().toISOString() });
    } catch (error) {
      setState({ kind: "failed", error });
    } finally {
      running.current = false;
    }
  }, [bringTogether, keep, mayEdit]);

  // Kept a moment after the last change; not while a choice is open.
  useEffect(() => {
    if (clash !== null || same(history.present, base.current.document)) return;
    setState((state) => (state.kind === "saving" ? state : { kind: "waiting" }));
    const timer = setTimeout(() => void save(), PAUSE);
    return () => clearTimeout(timer);
  }, [history.present, clash, save]);

  // Somebody else has saved while nothing of ours was open: theirs is simply shown.
  useEffect(() => {
    if (running.current || clash !== null || read.revision <= base.current.revision) return;
    bringTogether(read);
  }, [read, clash, bringTogether]);

  // Leaving the page keeps what is not kept yet; closing the window asks first.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!same(now.current, base.current.document)) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
      void save();
    };
  }, [save]);

  return {
    document: history.present,
    revision: base.current.revision,
    state,
    clash,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    /** `about` names the field that is typed into, so that letters make one change. */
    edit: useCallback((next: (document: JourneyDocument) => JourneyDocument, about?: string) => {
      setHistory((history) => change(history, next(history.present), about ?? null));
    }, []),
    rest: useCallback(() => setHistory(rest), []),
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    save,
    /** Ends a clash: for each difference, mine stays or theirs is taken. */
    settle: useCallback((theirs: readonly Conflict[]) => {
      setHistory((history) => change(history, theirs.reduce(takeTheirs, history.present)));
      setClash(null);
    }, []),
  };
}

export type Draft = ReturnType<typeof useDraft>;
