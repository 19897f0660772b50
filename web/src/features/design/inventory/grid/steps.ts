import type { Grid, GridCell } from "./layout";

/** Where the focus is: a card, a suggestion, or (one after the last) the button to add something to the cell. */
export type Spot = { readonly group: number; readonly row: number; readonly column: number; readonly index: number };

export const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"] as const;
export type Arrow = (typeof ARROWS)[number];

export function cellAt(grid: Grid, spot: Spot): GridCell | undefined {
  return grid.groups[spot.group]?.rows[spot.row]?.cells[spot.column];
}

/** How many things a cell holds, besides the button to add one. */
export function sizeOf(cell: GridCell | undefined): number {
  return cell ? cell.cards.length + cell.ghosts.length : 0;
}

/** Where an arrow leads; the same place at the edge. Up and down go through a cell's cards, then on. */
export function step(grid: Grid, spot: Spot, arrow: Arrow): Spot {
  const { group, row, column, index } = spot;
  switch (arrow) {
    case "ArrowLeft":
    case "ArrowRight":
      return across(grid, spot, column + (arrow === "ArrowLeft" ? -1 : 1));
    case "Home":
      return across(grid, spot, 0);
    case "End":
      return across(grid, spot, grid.columns.length - 1);
    case "ArrowDown": {
      if (index < sizeOf(cellAt(grid, spot))) return { ...spot, index: index + 1 };
      const next = below(grid, group, row);
      return next ? { ...next, column, index: 0 } : spot;
    }
    case "ArrowUp": {
      if (index > 0) return { ...spot, index: index - 1 };
      const next = above(grid, group, row);
      if (!next) return spot;
      return { ...next, column, index: sizeOf(cellAt(grid, { ...next, column, index: 0 })) };
    }
  }
}

function across(grid: Grid, spot: Spot, column: number): Spot {
  const next = { ...spot, column };
  const cell = cellAt(grid, next);
  if (!cell) return spot;
  return { ...next, index: Math.min(spot.index, sizeOf(cell)) };
}

function below(grid: Grid, group: number, row: number): { group: number; row: number } | undefined {
  if (grid.groups[group]?.rows[row + 1]) return { group, row: row + 1 };
  return grid.groups[group + 1] ? { group: group + 1, row: 0 } : undefined;
}

function above(grid: Grid, group: number, row: number): { group: number; row: number } | undefined {
  if (row > 0) return { group, row: row - 1 };
  const before = grid.groups[group - 1];
  return before ? { group: group - 1, row: before.rows.length - 1 } : undefined;
}

/** The cell beside, in the direction of the arrow and the same group; `null` at the edge. For moving a card by keyboard. */
export function neighbour(grid: Grid, spot: Spot, arrow: Arrow): Spot | null {
  const by: Partial<Record<Arrow, [number, number]>> = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
  };
  const [down, right] = by[arrow] ?? [0, 0];
  if (down === 0 && right === 0) return null;
  const next = { ...spot, row: spot.row + down, column: spot.column + right, index: 0 };
  return cellAt(grid, next) ? next : null;
}

/** Where a touchpoint stands now; the first place, if it stands in several groups. */
export function spotOf(grid: Grid, id: string): Spot | null {
  for (const [group, { rows }] of grid.groups.entries()) {
    for (const [row, { cells }] of rows.entries()) {
      for (const [column, cell] of cells.entries()) {
        const index = cell.cards.findIndex((card) => card.touchpoint.id === id);
        if (index >= 0) return { group, row, column, index };
      }
    }
  }
  return null;
}
