import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { useMe } from "../../../app/me";
import { isProblem } from "../../../lib/problem";
import { emptyPlan, type Field, newItemId, type PlanDocument, tidied } from "./document";
import { type Draft, isDirty, resume, step } from "./draft";
import { keptName, readKept, writeKept } from "./kept";
import type { Choice, Conflict } from "./merge";
import { planQuery, savePlan, type TouchpointPlan } from "./queries";

/** The document that is being worked on: the draft, else what is live, else nothing yet. */
export function workingDocument(plan: TouchpointPlan): PlanDocument {
  return plan.draft?.document ?? plan.live?.document ?? emptyPlan;
}

export type Saving =
  | { state: "saved" }
  | { state: "waiting" }
  | { state: "saving" }
  /** Not with the server; `here` says whether this device keeps it. */
  | { state: "failed"; error: unknown; here: boolean }
  | { state: "choosing" };

/** A pause in typing after which the draft is sent. */
const PAUSE_MS = 700;
/** When nobody answered it is tried again after these, the last one over and over. */
const AGAIN_MS = [3_000, 10_000, 30_000];

/** The same again would be refused again; somebody who is signed out or too quick can try later. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

/** The draft on the screen: edited, kept on this device, sent to the server, brought together with others' changes. */
export function useDraft(plan: TouchpointPlan) {
  const client = useQueryClient();
  const { organization, person } = useMe();
  const id = plan.touchpoint.id;
  const name = keptName(organization.id, person.id, id);
  const [restored] = useState(() => readKept(name));
  const [draft, dispatch] = useReducer(step, null, () => resume(workingDocument(plan), plan.revision, restored));
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  const [wasRestored, setWasRestored] = useState(() => isDirty(draft));
  const tries = useRef(0);
  /** What the server would refuse again. */
  const refused = useRef<PlanDocument | null>(null);
  const running = useRef<Promise<boolean> | null>(null);
  const latest = useRef<Draft>(draft);
  latest.current = draft;
  const dirty = isDirty(draft);

  // What is not with the server yet stays on this device, whatever happens to the page.
  useEffect(() => {
    const kept = dirty
      ? { base: draft.base, document: draft.document, revision: draft.revision, at: new Date().toISOString() }
      : null;
    writeKept(name, kept);
  }, [dirty, draft.base, draft.document, draft.revision, name]);

  const overtake = useCallback((fresh: TouchpointPlan) => {
    dispatch({ do: "overtaken", document: workingDocument(fresh), revision: fresh.revision });
  }, []);

  /** Sends what is there; `true` when the server has all of it. */
  const send = useCallback((): Promise<boolean> => {
    const once = async (): Promise<boolean> => {
      const sent = latest.current;
      if (sent.conflicts.length > 0) return false;
      if (!isDirty(sent)) return true;
      setSaving({ state: "saving" });
      try {
        const answer = await savePlan(id, sent.revision, tidied(sent.document));
        tries.current = 0;
        setWasRestored(false);
        client.setQueryData(planQuery(id).queryKey, answer);
        const document = workingDocument(answer);
        dispatch({ do: "saved", sent: tidied(sent.document), document, revision: answer.revision });
        setSaving({ state: "saved" });
        return true;
      } catch (error) {
        if (isProblem(error, "plan_changed")) {
          try {
            const fresh = await client.fetchQuery({ ...planQuery(id), staleTime: 0 });
            overtake(fresh);
            setSaving({ state: "waiting" });
            return false;
          } catch (again) {
            setSaving({ state: "failed", error: again, here: readKept(name) !== null });
            return false;
          }
        }
        tries.current += 1;
        refused.current = isProblem(error) && isFinal(error.status) ? sent.document : null;
        setSaving({ state: "failed", error, here: readKept(name) !== null });
        return false;
      }
    };
    running.current ??= once().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [client, id, name, overtake]);

  const conflicting = draft.conflicts.length > 0;
  const failed = saving.state === "failed";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the pause anew
  useEffect(() => {
    if (!dirty || conflicting || saving.state === "saving" || refused.current === draft.document) return;
    const again = AGAIN_MS[Math.min(tries.current, AGAIN_MS.length) - 1];
    const timer = setTimeout(() => void send(), failed && again ? again : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [dirty, conflicting, draft.document, draft.revision, saving, failed, send]);

  useEffect(() => {
    const now = () => {
      if (isDirty(latest.current)) void send();
    };
    const hidden = () => {
      if (document.visibilityState === "hidden") now();
    };
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("online", now);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [send]);

  // Somebody else's version came with a refetch, while nothing of ours was under way.
  useEffect(() => {
    if (plan.revision > latest.current.revision && running.current === null) overtake(plan);
  }, [plan, overtake]);

  const edit = useCallback((document: PlanDocument, at: string) => dispatch({ do: "edit", document, at }), []);
  const set = useCallback(
    <F extends Field>(field: F, value: PlanDocument[F], at: string = field) =>
      edit({ ...latest.current.document, [field]: value }, at),
    [edit],
  );
  return {
    draft,
    dirty,
    saving: conflicting
      ? ({ state: "choosing" } as const)
      : dirty && saving.state === "saved"
        ? ({ state: "waiting" } as const)
        : saving,
    restored: wasRestored ? restored : null,
    edit,
    set,
    undo: useCallback(() => dispatch({ do: "undo" }), []),
    redo: useCallback(() => dispatch({ do: "redo" }), []),
    told: useCallback(() => dispatch({ do: "told" }), []),
    choose: useCallback(
      (choices: ReadonlyMap<Conflict, Choice>) => dispatch({ do: "choose", choices, newId: newItemId }),
      [],
    ),
    /** Another plan stands there now: published, discarded, reopened. */
    restart: useCallback(
      (fresh: TouchpointPlan) =>
        dispatch({ do: "restart", document: workingDocument(fresh), revision: fresh.revision }),
      [],
    ),
    send,
    /** As it is at this moment, for what happens later than it was drawn. */
    now: useCallback(() => latest.current, []),
  };
}

export type DraftOnScreen = ReturnType<typeof useDraft>;
