import { itemKey } from "./changes";
import { FIELDS, type Field, isIdentified, isWorded, type PlanDocument, same } from "./document";

/** One thing that both changed, each in their own way. */
export type Conflict = {
  field: Field;
  /** The item of a list; absent where the whole field is one value, or for the order of a list. */
  item?: string;
  /** `order`: both moved items of an ordered list. */
  part: "value" | "order";
  base: unknown;
  mine: unknown;
  /** `undefined`: they removed it. */
  theirs: unknown;
  /** Whether both can stand: two texts, two items. A date or a number can't be two. */
  both: boolean;
};

export type Choice = "mine" | "theirs" | "both";

export type Merged = {
  /** Both people's changes; where they collide, mine, until somebody chooses. */
  document: PlanDocument;
  conflicts: Conflict[];
  /** What only they changed. */
  theirs: Field[];
};

/**
 * Brings two people's changes of the same plan together, field by field and item by item.
 * What only one of them changed is taken; what both changed is a conflict, and nothing of either is lost.
 */
export function mergePlans(base: PlanDocument, mine: PlanDocument, theirs: PlanDocument): Merged {
  const conflicts: Conflict[] = [];
  const changedByThem: Field[] = [];
  const document = { ...mine } as Record<Field, unknown>;
  for (const field of FIELDS) {
    const [was, ours, others] = [base[field], mine[field], theirs[field]];
    if (same(was, others) || same(ours, others)) continue;
    changedByThem.push(field);
    if (same(was, ours)) document[field] = others;
    else if (isIdentified(field) || isWorded(field)) {
      document[field] = mergeLists(field, was as Item[], ours as Item[], others as Item[], conflicts);
    } else {
      conflicts.push({ field, part: "value", base: was, mine: ours, theirs: others, both: isText(ours) });
    }
  }
  return { document: document as PlanDocument, conflicts, theirs: changedByThem };
}

type Item = { id: string } | string | object;

function isText(value: unknown): boolean {
  return typeof value === "string" && !/^\d{4}-\d{2}-\d{2}$/.test(value);
}

function mergeLists(field: Field, base: Item[], mine: Item[], theirs: Item[], conflicts: Conflict[]): Item[] {
  const [was, ours, others] = [base, mine, theirs].map(
    (list) => new Map(list.map((item) => [itemKey(item), item])),
  ) as [Map<string, Item>, Map<string, Item>, Map<string, Item>];
  const kept = new Map<string, Item>();
  for (const key of new Set([...ours.keys(), ...others.keys()])) {
    const [before, here, there] = [was.get(key), ours.get(key), others.get(key)];
    if (here !== undefined && there !== undefined) {
      if (same(here, there) || same(before, there)) kept.set(key, here);
      else if (same(before, here)) kept.set(key, there);
      else {
        kept.set(key, here);
        conflicts.push({ field, item: key, part: "value", base: before, mine: here, theirs: there, both: true });
      }
    } else if (here !== undefined) {
      // They removed it, or I added it.
      if (before === undefined) kept.set(key, here);
      else if (!same(before, here)) {
        kept.set(key, here);
        conflicts.push({ field, item: key, part: "value", base: before, mine: here, theirs: undefined, both: false });
      }
    } else if (there !== undefined) {
      // I removed it, or they added it. What I removed and they went on writing at stays: words are not thrown away.
      if (before === undefined || !same(before, there)) kept.set(key, there);
    }
  }
  const [orderWas, orderMine, orderTheirs] = [base, mine, theirs].map((list) =>
    list.map(itemKey).filter((key) => kept.has(key) && was.has(key) && ours.has(key) && others.has(key)),
  ) as [string[], string[], string[]];
  const [iMoved, theyMoved] = [!same(orderWas, orderMine), !same(orderWas, orderTheirs)];
  const [lead, follow] = theyMoved && !iMoved ? [theirs, mine] : [mine, theirs];
  const order = woven(lead.map(itemKey), follow.map(itemKey)).filter((key) => kept.has(key));
  if (field === "standards" && iMoved && theyMoved && !same(orderMine, orderTheirs)) {
    conflicts.push({ field, part: "order", base: orderWas, mine: orderMine, theirs: orderTheirs, both: false });
  }
  return order.map((key) => kept.get(key) as Item);
}

/** The first list's order; what only the second has stands after the neighbour it had there. */
function woven(lead: readonly string[], follow: readonly string[]): string[] {
  const order = [...lead];
  for (const [place, key] of follow.entries()) {
    if (order.includes(key)) continue;
    const before = follow.slice(0, place).findLast((each) => order.includes(each));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  }
  return order;
}

/** The document after somebody chose; `newId` names the second of two items that both stay. */
export function settle(document: PlanDocument, conflict: Conflict, choice: Choice, newId: () => string): PlanDocument {
  if (choice === "mine") return document;
  const { field, item, theirs } = conflict;
  if (conflict.part === "order") {
    const list = document[field] as Item[];
    const order = woven(theirs as string[], list.map(itemKey));
    const sorted = [...list].sort((a, b) => order.indexOf(itemKey(a)) - order.indexOf(itemKey(b)));
    return { ...document, [field]: sorted };
  }
  if (item === undefined) {
    const value = choice === "both" ? `${String(conflict.mine)}\n${String(theirs)}` : theirs;
    return { ...document, [field]: value };
  }
  const list = (document[field] as Item[]).flatMap((each): Item[] => {
    if (itemKey(each) !== item) return [each];
    if (choice === "both") return [each, { ...(theirs as object), id: newId() }];
    return theirs === undefined ? [] : [theirs as Item];
  });
  return { ...document, [field]: list };
}
