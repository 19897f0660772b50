import { createContext, useContext } from "react";
import type { Card, Ghost } from "../cards";
import type { GridCell } from "./layout";

/** What can be done to the grid. One object for its whole life, so that cells are drawn anew only when they changed. */
export type GridActions = {
  /** What is carried when this card is dragged: it alone, or the selection it belongs to. */
  readonly carried: (id: string) => readonly string[];
  readonly drop: (ids: readonly string[], cell: GridCell) => void;
  readonly press: (card: Card, how: "open" | "toggle" | "range") => void;
  readonly rename: (card: Card, label: string | null) => void;
  readonly add: (cell: GridCell, anchor: Element) => void;
  readonly finding: (ghost: Ghost) => void;
};

export const GridActionsContext = createContext<GridActions | null>(null);

export function useGridActions(): GridActions {
  const actions = useContext(GridActionsContext);
  if (!actions) throw new Error("a card outside the grid");
  return actions;
}

/** Names what is dragged, so that files and words dropped on the grid are not taken for touchpoints. */
export const DRAGGED = "application/x-touchstone-touchpoints";
