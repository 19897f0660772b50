import { FIELDS, type Field, isIdentified, isWorded, type PlanDocument, same } from "./document";

/** What differs between two versions of a plan, in place: one entry a field, or one an item of a list. */
export type PlanChange =
  | { field: Field; kind: "changed"; from: unknown; to: unknown }
  | { field: Field; kind: "added"; item: string; to: unknown }
  | { field: Field; kind: "removed"; item: string; from: unknown; place: number }
  | { field: Field; kind: "reworded"; item: string; from: unknown; to: unknown }
  /** Only what left its place; what was pushed aside by it did not move. Places count from 1. */
  | { field: Field; kind: "moved"; item: string; from: number; to: number };

type Item = { id?: string } | string | object;

/** What an item is called across versions: its id, or all it says. */
export function itemKey(item: Item): string {
  if (typeof item === "object" && "id" in item && typeof item.id === "string") return item.id;
  return typeof item === "string" ? item : JSON.stringify(item);
}

export function changesBetween(from: PlanDocument, to: PlanDocument): PlanChange[] {
  return FIELDS.flatMap((field) => changesOf(field, from[field], to[field]));
}

function changesOf(field: Field, from: unknown, to: unknown): PlanChange[] {
  if (same(from, to)) return [];
  if (!isIdentified(field) && !isWorded(field)) return [{ field, kind: "changed", from, to }];
  const [before, after] = [from as Item[], to as Item[]];
  const keysBefore = before.map(itemKey);
  const keysAfter = after.map(itemKey);
  const changes: PlanChange[] = [];
  for (const [place, item] of after.entries()) {
    const key = itemKey(item);
    const was = keysBefore.indexOf(key);
    if (was < 0) {
      changes.push({ field, kind: "added", item: key, to: item });
      continue;
    }
    const old = before[was] as Item;
    if (!same(old, item)) changes.push({ field, kind: "reworded", item: key, from: old, to: item });
    if (field === "standards" && leftPlace(keysBefore, keysAfter, key)) {
      changes.push({ field, kind: "moved", item: key, from: was + 1, to: place + 1 });
    }
  }
  for (const [place, item] of before.entries()) {
    const key = itemKey(item);
    if (!keysAfter.includes(key)) changes.push({ field, kind: "removed", item: key, from: item, place });
  }
  return changes;
}

/**
 * Whether an item was moved: it is not in the longest run of common items that kept their order.
 * Of two that changed places the one that came from below counts as moved ("up from 5").
 */
function leftPlace(before: readonly string[], after: readonly string[], key: string): boolean {
  const common = after.filter((each) => before.includes(each));
  const order = common.map((each) => before.indexOf(each));
  return !stayed(order).has(before.indexOf(key));
}

/** The longest rising part of a sequence; of several the one whose last members are the lowest. */
function stayed(order: readonly number[]): Set<number> {
  const best: { length: number; before: number }[] = [];
  for (const [at, value] of order.entries()) {
    let mine = { length: 1, before: -1 };
    for (let earlier = 0; earlier < at; earlier += 1) {
      const found = best[earlier];
      if ((order[earlier] as number) < value && found && found.length + 1 > mine.length) {
        mine = { length: found.length + 1, before: earlier };
      }
    }
    best.push(mine);
  }
  let at = -1;
  for (const [place, entry] of best.entries()) {
    const champion = best[at];
    if (!champion || entry.length >= champion.length) at = place;
  }
  const kept = new Set<number>();
  while (at >= 0) {
    kept.add(order[at] as number);
    at = best[at]?.before ?? -1;
  }
  return kept;
}

/** How many things a reader would count: a field once, however many of its items changed places. */
export function countChanges(changes: readonly PlanChange[]): number {
  return new Set(changes.map((change) => (change.kind === "changed" ? change.field : `${change.field} ${change.item}`)))
    .size;
}

/** The changes of one list, by item, for marks in place. */
export function byItem(changes: readonly PlanChange[], field: Field): Map<string, PlanChange[]> {
  const found = new Map<string, PlanChange[]>();
  for (const change of changes) {
    if (change.field !== field || change.kind === "changed") continue;
    found.set(change.item, [...(found.get(change.item) ?? []), change]);
  }
  return found;
}

export function fieldChange(changes: readonly PlanChange[], field: Field) {
  return changes.find(
    (change): change is Extract<PlanChange, { kind: "changed" }> => change.field === field && change.kind === "changed",
  );
}
