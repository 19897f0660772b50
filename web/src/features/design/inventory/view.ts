import type { Card, CardState, Ghost } from "./cards";
import type { Kind } from "./types";

/** What the address says of the page: how it is looked at, what is left out, and which touchpoint stands open. */
export type InventoryView = {
  /** "list" instead of the grid. */
  view?: string;
  /** "audience": once per audience. */
  group?: string;
  where?: string[];
  q?: string;
  sort?: string;
  /** The key of the touchpoint whose drawer is open; of the template that is looked through. */
  at?: string;
  /** What else is open: the gaps, the template picker, the import. */
  open?: string;
  /** The finding that the gaps open with. */
  finding?: string;
};

export const DIMENSIONS = ["audience", "kind", "state", "owner", "department", "importance", "moment"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type Filter = { readonly dimension: Dimension; readonly is: readonly string[] };

/** Stands for "nobody", "no department", "every client" in a filter. */
export const NONE = "none";

export function parseFilters(where: readonly string[] | undefined): Filter[] {
  return (where ?? []).flatMap((text) => {
    const at = text.indexOf("=");
    const dimension = DIMENSIONS.find((name) => name === text.slice(0, at));
    const is = text
      .slice(at + 1)
      .split(",")
      .filter((value) => value !== "")
      .map(unescaped);
    return dimension && is.length > 0 ? [{ dimension, is }] : [];
  });
}

/** Sets, replaces or (with no values) takes away the filter of a dimension; the others keep their order. */
export function withFilter(where: readonly string[] | undefined, next: Filter): string[] | undefined {
  const filters = parseFilters(where);
  const at = filters.findIndex((filter) => filter.dimension === next.dimension);
  if (at >= 0) filters.splice(at, 1, ...(next.is.length > 0 ? [next] : []));
  else if (next.is.length > 0) filters.push(next);
  const texts = filters.map(({ dimension, is }) => `${dimension}=${is.map(escaped).join(",")}`);
  return texts.length > 0 ? texts : undefined;
}

// Departments are free text and may hold a comma.
const escaped = (value: string) => value.replaceAll("%", "%25").replaceAll(",", "%2C");
const unescaped = (value: string) => value.replaceAll("%2C", ",").replaceAll("%25", "%");

/** What is over is not shown until somebody asks for it. */
const OVER: readonly CardState[] = ["retired", "not_applicable"];

function valuesOf(card: Card, dimension: Dimension): readonly string[] {
  const { touchpoint } = card;
  switch (dimension) {
    case "audience":
      return touchpoint.audiences.map(({ key }) => key);
    case "kind":
      return [touchpoint.kind];
    case "state":
      // Stale is live, and more.
      return card.state === "stale" ? ["stale", "live"] : [card.state];
    case "owner":
      return [touchpoint.owner?.id ?? NONE];
    case "department":
      return [touchpoint.department ?? NONE];
    case "importance":
      return [String(touchpoint.importance)];
    case "moment":
      return [touchpoint.moment_of_truth ? "yes" : "no"];
  }
}

export function isShown(card: Card, filters: readonly Filter[], search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted !== "" && !card.touchpoint.label.toLocaleLowerCase().includes(wanted)) return false;
  const asked = filters.some(({ dimension }) => dimension === "state");
  if (!asked && OVER.includes(card.state)) return false;
  return filters.every(({ dimension, is }) => {
    const values = valuesOf(card, dimension);
    // What is for every client is for this audience, too.
    if (dimension === "audience" && values.length === 0) return true;
    return values.some((value) => is.includes(value));
  });
}

/** A suggested touch is nobody's yet: filters that it has no answer to leave it out. */
export function isGhostShown(ghost: Ghost, filters: readonly Filter[], search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted !== "" && !ghost.label.toLocaleLowerCase().includes(wanted)) return false;
  return filters.every(({ dimension, is }) => {
    switch (dimension) {
      case "kind":
        return is.includes(ghost.kind satisfies Kind);
      case "state":
        return is.includes("missing");
      case "audience":
        return true;
      default:
        return false;
    }
  });
}
