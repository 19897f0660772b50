import type { Card } from "../cards";
import type { Inventory } from "../types";

export const COLUMNS = [
  "place",
  "touchpoint",
  "channel",
  "kind",
  "owner",
  "department",
  "importance",
  "attention",
  "state",
] as const;
export type ListColumn = (typeof COLUMNS)[number];
export type ListOrder = { readonly column: ListColumn; readonly descending: boolean };

/** `importance`, or `-importance` from high to low. Without a word: in the order of a client's life. */
export function parseOrder(text: string | undefined): ListOrder {
  const column = COLUMNS.find((name) => name === text?.replace(/^-/, ""));
  return column ? { column, descending: text?.startsWith("-") ?? false } : { column: "place", descending: false };
}

export function writeOrder({ column, descending }: ListOrder): string | undefined {
  if (column === "place" && !descending) return undefined;
  return `${descending ? "-" : ""}${column}`;
}

/** Pressing a column's head: first its useful direction, then the other. */
export function nextOrder(order: ListOrder, column: ListColumn): ListOrder {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: column === "importance" || column === "attention" };
}

/** What waits for somebody comes first. */
const STATES = ["missing", "stale", "planned", "live", "retired", "not_applicable"];

export function sortCards(cards: readonly Card[], order: ListOrder, inventory: Inventory, locale: string): Card[] {
  const names = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const stage = new Map(inventory.stages.map(({ key }, at) => [key, at]));
  const channel = new Map(inventory.channels.map(({ key }, at) => [key, at]));
  const last = Number.POSITIVE_INFINITY;
  const place = (card: Card): [number, number, number] => [
    stage.get(card.touchpoint.stage?.key ?? "") ?? last,
    channel.get(card.touchpoint.channel?.key ?? "") ?? last,
    card.touchpoint.position,
  ];
  const inPlace = (a: Card, b: Card): number => {
    const [x, y] = [place(a), place(b)];
    const differing = x.findIndex((value, at) => value !== y[at]);
    if (differing >= 0) return (x[differing] as number) < (y[differing] as number) ? -1 : 1;
    return names.compare(a.touchpoint.label, b.touchpoint.label);
  };
  const word = (card: Card): string | null => {
    switch (order.column) {
      case "touchpoint":
        return card.touchpoint.label;
      case "owner":
        return card.touchpoint.owner?.name ?? null;
      case "department":
        return card.touchpoint.department;
      case "kind":
        return card.touchpoint.kind;
      default:
        return null;
    }
  };
  const amount = (card: Card): number | null => {
    switch (order.column) {
      case "channel":
        return channel.get(card.touchpoint.channel?.key ?? "") ?? null;
      case "importance":
        return card.touchpoint.importance;
      case "attention":
        return card.attention;
      case "state":
        return STATES.indexOf(card.state);
      default:
        return null;
    }
  };
  const way = order.descending ? -1 : 1;
  const compared = (a: Card, b: Card): number => {
    if (order.column === "place") return way * inPlace(a, b);
    const worded = ["touchpoint", "owner", "department", "kind"].includes(order.column);
    const [x, y] = worded ? [word(a), word(b)] : [amount(a), amount(b)];
    // What has nothing there comes last, whichever way.
    if (x === null || y === null) return x === y ? inPlace(a, b) : x === null ? 1 : -1;
    const difference = typeof x === "string" ? names.compare(x, String(y)) : x - Number(y);
    return way * difference || inPlace(a, b);
  };
  return [...cards].sort(compared);
}
