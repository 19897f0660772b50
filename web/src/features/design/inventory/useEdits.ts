import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { isProblem } from "../../../lib/problem";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";
import { type Made, useGuess, useRefresh, write } from "./queries";
import { tellOnly } from "./tell";
import type { Decision, Inventory, Named, Touchpoint, TouchpointChange } from "./types";
import { emptyStack, forget, push, redone, type UndoStack, undone } from "./undo-stack";

// One stack for all pages of the inventory, so that Ctrl+Z goes on after the list was opened from the grid.
let stack: UndoStack = emptyStack;
let owner = "";
const listeners = new Set<() => void>();

function setStack(next: UndoStack): void {
  stack = next;
  for (const each of listeners) each();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let before: Promise<unknown> = Promise.resolve();

/** One write after the other: who moves a card and presses Ctrl+Z at once takes back this move, not the one before. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = before.then(work, work);
  before = turn.catch(() => undefined);
  return turn;
}

/** Every write to the inventory: shown at once, told in a toast, and taken back by its button or by Ctrl+Z. */
export function useEdits() {
  const { t } = useTranslation("design/inventory");
  const app = useTranslation();
  const { organization } = useMe();
  const refresh = useRefresh();
  const guess = useGuess();
  const problem = useProblemWords();
  if (owner !== organization.id) {
    owner = organization.id;
    stack = emptyStack;
  }
  const now = useSyncExternalStore(subscribe, () => stack);

  const fail = useCallback(
    (error: unknown) => {
      const { title, what } = problem(error);
      toast(`${title}. ${what}`, { failed: true });
    },
    [problem],
  );

  const takeBack = useCallback(
    async (change: string, words: string) => {
      try {
        const by = await write.undo(change);
        setStack(undone(stack, change, by.id));
        await refresh();
        tellOnly(t("undo.undone", { what: words }));
        return true;
      } catch (error) {
        // What stands in the way now will stand there the next time.
        if (isProblem(error) && error.status === 409) setStack(forget(stack, change));
        fail(error);
        return false;
      }
    },
    [refresh, fail, t],
  );

  const doAgain = useCallback(
    async (change: string, words: string) => {
      try {
        const by = await write.undo(change);
        setStack(redone(stack, change, by.id));
        await refresh();
        tellOnly(t("undo.redone", { what: words }));
      } catch (error) {
        if (isProblem(error) && error.status === 409) setStack(forget(stack, change));
        fail(error);
      }
    },
    [refresh, fail, t],
  );

  /** Tells what was done, with the way back. */
  const tell = useCallback(
    (made: Made, words: string) => {
      const { change } = made;
      if (change) setStack(push(stack, { change, words }));
      tellOnly(
        words,
        change ? { action: { label: app.t("act.undo"), run: () => void inTurn(() => takeBack(change, words)) } } : {},
      );
    },
    [app.t, takeBack],
  );

  const run = useCallback(
    <M extends Made>(
      words: string,
      act: () => Promise<M>,
      shown?: (before: Inventory) => Inventory,
    ): Promise<M | null> => {
      const guessed = shown ? guess(shown) : Promise.resolve(() => {});
      return inTurn(async () => {
        const back = await guessed;
        try {
          const made = await act();
          tell(made, words);
          await refresh();
          return made;
        } catch (error) {
          back();
          fail(error);
          return null;
        }
      });
    },
    [guess, refresh, tell, fail],
  );

  return useMemo(
    () => ({
      /** The same change for one touchpoint or many. */
      change: (ids: readonly string[], change: TouchpointChange, words: string) =>
        run(
          words,
          () => write.change(ids, change),
          (before) => withChange(before, ids, change),
        ),
      decide: (decision: Decision, words: string) =>
        run(
          words,
          () => write.decide(decision),
          (before) => ({ ...before, cells: [...before.cells, decision] }),
        ),
      withdraw: (decision: Decision, words: string) =>
        run(
          words,
          () => write.withdraw(decision),
          (before) => ({ ...before, cells: before.cells.filter((one) => !isSame(one, decision)) }),
        ),
      run,
      tell,
      takeBack: (change: string, words: string) => inTurn(() => takeBack(change, words)),
      undo: () =>
        inTurn(async () => {
          const last = stack.done.at(-1);
          if (last) await takeBack(last.change, last.words);
          else tellOnly(t("undo.nothing"));
        }),
      redo: () =>
        inTurn(async () => {
          const last = stack.undone.at(-1);
          if (last) await doAgain(last.change, last.words);
          else tellOnly(t("undo.nothingAgain"));
        }),
      canUndo: now.done.length > 0,
      canRedo: now.undone.length > 0,
    }),
    [run, tell, takeBack, doAgain, t, now],
  );
}

export type Edits = ReturnType<typeof useEdits>;

function isSame(a: Decision, b: Decision): boolean {
  return a.stage === b.stage && a.channel === b.channel && a.audience === b.audience;
}

/** The inventory as it will be: everything but what only the server knows (names of owners who aren't in it). */
export function withChange(before: Inventory, ids: readonly string[], change: TouchpointChange): Inventory {
  const changed = new Set(ids);
  const { stage, channel, owner: person, audiences, ...rest } = change;
  const plain = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  ) as Partial<Touchpoint>;
  const named = (list: readonly Named[], key: string | null): Named | null => {
    const found = list.find((one) => one.key === key);
    return found ? { key: found.key, label: found.label } : null;
  };
  const owners = new Map(before.touchpoints.flatMap((one) => (one.owner ? [[one.owner.id, one.owner]] : [])));
  return {
    ...before,
    touchpoints: before.touchpoints.map((one): Touchpoint => {
      if (!changed.has(one.id)) return one;
      return {
        ...one,
        ...plain,
        ...(stage === undefined ? {} : { stage: named(before.stages, stage) }),
        ...(channel === undefined ? {} : { channel: named(before.channels, channel) }),
        ...(person === undefined ? {} : { owner: person === null ? null : (owners.get(person) ?? one.owner) }),
        ...(audiences == null ? {} : { audiences: audiences.flatMap((key) => named(before.audiences, key) ?? []) }),
      };
    }),
  };
}
