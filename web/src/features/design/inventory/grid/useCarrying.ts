import { type DragEvent, type RefObject, useRef } from "react";
import { useDrag } from "react-aria-components";
import { DRAGGED } from "./actions";
import type { GridCell } from "./layout";

type Carried = { readonly ids: readonly string[]; dropped: GridCell | null; ended: boolean };

/**
 * Cards carried from cell to cell, by pointer or by keyboard. One drag for the whole grid: a hook for each of a
 * thousand cards would be drawn anew whenever somebody changes from mouse to keyboard.
 *
 * The move waits until the drag has ended: a card that leaves its place before takes the end of its drag along.
 */
export function useCarrying(
  selected: ReadonlySet<string>,
  onMove: (ids: readonly string[], cell: GridCell) => void,
  following: RefObject<string | null>,
) {
  const carried = useRef<Carried | null>(null);
  const idsOf = (id: string): readonly string[] => (selected.has(id) ? [...selected] : [id]);
  const move = (ids: readonly string[], cell: GridCell) => {
    following.current = ids[0] ?? null;
    onMove(ids, cell);
  };
  const take = (element: Element | null) => {
    const id = element?.closest("[data-slot]")?.querySelector<HTMLElement>("[data-id]")?.dataset.id;
    carried.current = { ids: id ? idsOf(id) : [], dropped: null, ended: false };
  };
  const { dragProps, dragButtonProps } = useDrag({
    hasDragButton: true,
    getAllowedDropOperations: () => ["move"],
    getItems: () => {
      // By keyboard no drag event names the card: its handle has the focus.
      if (!carried.current || carried.current.ended) take(document.activeElement);
      return [{ [DRAGGED]: JSON.stringify(carried.current?.ids ?? []) }];
    },
    onDragEnd: () => {
      const now = carried.current;
      if (!now) return;
      now.ended = true;
      if (now.dropped) move(now.ids, now.dropped);
    },
  });
  const { draggable: _, ...events } = dragProps as { draggable?: unknown };
  return {
    /** For the element around all cards; the cards are draggable themselves. */
    props: { ...events, onDragStartCapture: (event: DragEvent) => take(event.target as Element) },
    handle: dragButtonProps,
    carried: idsOf,
    drop: (ids: readonly string[], cell: GridCell) => {
      const now = carried.current;
      if (now && !now.ended) now.dropped = cell;
      else move(ids, cell);
    },
  };
}
