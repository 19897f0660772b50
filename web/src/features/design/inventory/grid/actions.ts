import { createContext, useContext } from "react";
import type { DragResult } from "react-aria-components";
import type { Card, Ghost } from "../cards";
import type { GridCell } from "./layout";

/** What can be done to the grid. One object for its whole life, so that cells are drawn anew only when they changed. */
export type GridActions = {
  readonly drop: (ids: readonly string[], cell: GridCell) => void;
  readonly press: (card: Card, how: "open" | "toggle" | "range") => void;
  readonly rename: (card: Card, label: string | null) => void;
  readonly add: (cell: GridCell, anchor: Element) => void;
  readonly finding: (ghost: Ghost) => void;
};

/** How a card is picked up by keyboard: the props of its handle. */
export type Handle = Pick<DragResult, "dragButtonProps">["dragButtonProps"];

export const GridActionsContext = createContext<GridActions | null>(null);

/** The handle's props change while something is carried; only the one card that has a handle reads them. */
export const HandleContext = createContext<Handle>({});

export function useGridActions(): GridActions {
  const actions = useContext(GridActionsContext);
  if (!actions) throw new Error("a card outside the grid");
  return actions;
}

/** Names what is dragged, so that files and words dropped on the grid are not taken for touchpoints. */
export const DRAGGED = "application/x-touchstone-touchpoints";
