import type { Intention } from "../types";

export type IntentOrder = "gap" | "importance" | "place";

/** As many rows as are read at a glance; the rest on request. */
export const MOST_ROWS = 24;

/** What it weighs that we differ from others; what is known of one side only comes after what can be compared. */
function gap(row: Intention): number | null {
  return row.over_manage;
}

/** Rows as they are drawn: the widest difference first, the weightiest, or as clients meet them. */
export function intentRows(rows: readonly Intention[], order: IntentOrder): Intention[] {
  if (order === "place") return [...rows];
  const value = (row: Intention) => (order === "gap" ? gap(row) : row.importance);
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return y - x;
  });
}

/** The rows that say most in this order: the widest differences either way, else the first. In the order given. */
export function telling(rows: readonly Intention[], order: IntentOrder, most = MOST_ROWS): Intention[] {
  if (rows.length <= most) return [...rows];
  if (order !== "gap") return rows.slice(0, most);
  const widest = [...rows]
    .sort((a, b) => Math.abs(gap(b) ?? 0) - Math.abs(gap(a) ?? 0))
    .slice(0, most)
    .map(({ id }) => id);
  const kept = new Set(widest);
  return rows.filter(({ id }) => kept.has(id));
}
