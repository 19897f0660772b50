import type { DimensionsView } from "./queries";

/** A filter as the address and the API write it: `attr.barea=A,B`. */
export type Filter = { readonly dimension: string; readonly is: readonly string[] };

export function parseFilter(text: string): Filter | null {
  const at = text.indexOf("=");
  if (at <= 0) return null;
  const is = text
    .slice(at + 1)
    .split(",")
    .filter((value) => value !== "");
  return is.length > 0 ? { dimension: text.slice(0, at), is } : null;
}

export function parseFilters(where: readonly string[] | undefined): Filter[] {
  return (where ?? []).flatMap((text) => parseFilter(text) ?? []);
}

export function writeFilter(filter: Filter): string {
  return `${filter.dimension}=${filter.is.join(",")}`;
}

/** Sets, replaces or (with no values) removes the filter of a dimension; the others keep their order. */
export function withFilter(where: readonly string[] | undefined, next: Filter): string[] | undefined {
  const rest = parseFilters(where);
  const at = rest.findIndex((filter) => filter.dimension === next.dimension);
  if (next.is.length === 0) {
    if (at >= 0) rest.splice(at, 1);
  } else if (at >= 0) rest[at] = next;
  else rest.push(next);
  return rest.length > 0 ? rest.map(writeFilter) : undefined;
}

export type Choice = {
  readonly dimension: string;
  readonly label: string;
  readonly values: readonly { readonly code: string; readonly label: string; readonly n: number | null }[];
};

/** More values than this are names or numbers, not groups to choose from. */
const MOST = 60;

/** All that can be filtered by: stage and channel of the touchpoints, and every attribute of clients. */
export function choicesOf(dimensions: DimensionsView | undefined, words: { stage: string; channel: string }): Choice[] {
  if (!dimensions) return [];
  const named = (dimension: string, label: string, items: readonly { key: string; label: string }[]): Choice[] =>
    items.length > 1
      ? [{ dimension, label, values: items.map((item) => ({ code: item.key, label: item.label, n: null })) }]
      : [];
  return [
    ...named("stage", words.stage, dimensions.stages),
    ...named("channel", words.channel, dimensions.channels),
    ...dimensions.attributes
      .filter((attribute) => attribute.values.length > 1 && attribute.values.length <= MOST)
      .map((attribute) => ({
        dimension: `attr.${attribute.key}`,
        label: attribute.label,
        values: attribute.values,
      })),
  ];
}

/** Rows that match the filters of stage and channel and the words searched for. */
export function matches(
  row: { label: string; stage: { key: string } | null; channel: { key: string } | null },
  filters: readonly Filter[],
  search: string,
): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted !== "" && !row.label.toLocaleLowerCase().includes(wanted)) return false;
  return filters.every((filter) => {
    if (filter.dimension === "stage") return row.stage !== null && filter.is.includes(row.stage.key);
    if (filter.dimension === "channel") return row.channel !== null && filter.is.includes(row.channel.key);
    return true;
  });
}
