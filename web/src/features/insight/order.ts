import { measured } from "../../ui/charts/estimate";
import type { ScoreboardRow } from "./queries";

export type Column = "touchpoint" | "score" | "n" | "change" | "loyal" | "short" | "unknown" | "comments";

export type Order = { readonly column: Column; readonly descending: boolean };

const COLUMNS: readonly Column[] = ["touchpoint", "score", "n", "change", "loyal", "short", "unknown", "comments"];

/** `score`, or `-score` from high to low. The worst score first is where to begin, so that is what no word means. */
export function parseOrder(text: string | undefined): Order {
  const descending = text?.startsWith("-") ?? false;
  const column = COLUMNS.find((name) => name === text?.replace(/^-/, ""));
  return column ? { column, descending } : { column: "score", descending: false };
}

export function writeOrder(order: Order): string | undefined {
  if (order.column === "score" && !order.descending) return undefined;
  return `${order.descending ? "-" : ""}${order.column}`;
}

/** Pressing a column's head: first its useful direction, then the other. */
export function nextOrder(order: Order, column: Column): Order {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: column !== "touchpoint" && column !== "score" };
}

function keyOf(row: ScoreboardRow, column: Column): number | null {
  const value = measured(row.estimate)?.value ?? null;
  switch (column) {
    case "touchpoint":
      return null;
    case "score":
      return value;
    case "n":
      return row.estimate?.n ?? 0;
    case "change":
      return row.change?.difference ?? null;
    case "loyal":
      return value === null ? null : row.standing.loyal;
    case "short":
      return value === null ? null : row.standing.dissatisfied;
    case "unknown":
      return row.standing.unknown;
    case "comments":
      return row.comments;
  }
}

/** Sorted by a column; what has nothing in it comes last whichever way, sound before indicative, then by name. */
export function sortRows(rows: readonly ScoreboardRow[], order: Order, locale: string): ScoreboardRow[] {
  const names = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const name = (a: ScoreboardRow, b: ScoreboardRow) => names.compare(a.touchpoint.label, b.touchpoint.label);
  const way = order.descending ? -1 : 1;
  const weak = (row: ScoreboardRow) => (row.estimate?.badge === "sound" || row.short ? 0 : 1);
  return [...rows].sort((a, b) => {
    if (order.column === "touchpoint") return way * name(a, b);
    const [x, y] = [keyOf(a, order.column), keyOf(b, order.column)];
    if (x === null || y === null) return x === y ? name(a, b) : x === null ? 1 : -1;
    if (order.column === "score" || order.column === "change") {
      const strength = weak(a) - weak(b);
      if (strength !== 0) return strength;
    }
    return way * (x - y) || name(a, b);
  });
}

export type Grouped = { readonly key: string; readonly label: string; readonly rows: readonly ScoreboardRow[] };

/** By stage, in the order clients go through them; what belongs to none comes last. */
export function groupByStage(
  rows: readonly ScoreboardRow[],
  stages: readonly { key: string; label: string }[],
  none: string,
): Grouped[] {
  const groups = stages.map(({ key, label }) => ({
    key,
    label,
    rows: rows.filter((row) => row.touchpoint.stage?.key === key),
  }));
  const known = new Set(stages.map((stage) => stage.key));
  const rest = rows.filter((row) => !row.touchpoint.stage || !known.has(row.touchpoint.stage.key));
  if (rest.length > 0) groups.push({ key: "", label: none, rows: rest });
  return groups.filter((group) => group.rows.length > 0);
}
