/** The document as the server keeps it. */
export type Filter =
  | { all: Filter[] }
  | { any: Filter[] }
  | { not: Filter }
  | { field: string; op: string; value?: string | string[] };

/** How the parts of a group belong together; `none` is "not any". */
export const JOINTS = ["all", "any", "none"] as const;
export type Joint = (typeof JOINTS)[number];

export type Rule = { id: number; field: string | null; op: string | null; values: string[] };
export type Group = { id: number; joint: Joint; parts: Part[] };
export type Part = Rule | Group;

export const isGroup = (part: Part): part is Group => "joint" in part;

let lastId = 0;
/** Names a part for the list it stands in; kept nowhere. */
export const newId = () => ++lastId;

export const newRule = (): Rule => ({ id: newId(), field: null, op: null, values: [] });
export const newGroup = (joint: Joint, parts: Part[] = []): Group => ({ id: newId(), joint, parts });

/** Nothing is compared in these. */
const WITHOUT_VALUE = ["known", "unknown"];

export function isComplete({ field, op, values }: Rule): boolean {
  return field !== null && op !== null && (WITHOUT_VALUE.includes(op) || values.some((value) => value.trim() !== ""));
}

/** Whether every condition says what it needs. */
export function isWhole(group: Group): boolean {
  return group.parts.every((part) => (isGroup(part) ? isWhole(part) : isComplete(part)));
}

export function rulesOf(group: Group): Rule[] {
  return group.parts.flatMap((part) => (isGroup(part) ? rulesOf(part) : [part]));
}

/** The document of a group. Conditions that are not finished and groups without any are left out. */
export function filterOf(group: Group): Filter {
  const parts = group.parts.flatMap((part): Filter[] => {
    if (isGroup(part)) return rulesOf(part).some(isComplete) ? [filterOf(part)] : [];
    if (!isComplete(part)) return [];
    const { field, op, values } = part as Rule & { field: string; op: string };
    const said = values.map((value) => value.trim()).filter((value) => value !== "");
    if (WITHOUT_VALUE.includes(op)) return [{ field, op }];
    return [{ field, op, value: op === "any_of" ? said : (said[0] ?? "") }];
  });
  if (group.joint === "all") return { all: parts };
  // Of nothing nobody is one: an empty group asks for nothing.
  if (parts.length === 0) return { all: [] };
  return group.joint === "any" ? { any: parts } : { not: { any: parts } };
}

function partOf(filter: Filter): Part {
  if ("all" in filter) return newGroup("all", filter.all.map(partOf));
  if ("any" in filter) return newGroup("any", filter.any.map(partOf));
  if ("not" in filter) return newGroup("none", "any" in filter.not ? filter.not.any.map(partOf) : [partOf(filter.not)]);
  const values = filter.value === undefined ? [] : [filter.value].flat().map(String);
  return { id: newId(), field: filter.field, op: filter.op, values };
}

/** The group to edit; a lone condition stands in one of its own. */
export function groupOf(filter: Filter): Group {
  const part = partOf(filter);
  return isGroup(part) ? part : newGroup("all", [part]);
}

/** The tree with one part put in the place of another, or taken out. */
export function withPart(group: Group, id: number, next: Part | null): Group {
  if (group.id === id) return next !== null && isGroup(next) ? next : group;
  return {
    ...group,
    parts: group.parts.flatMap((part) => {
      if (part.id === id) return next === null ? [] : [next];
      return [isGroup(part) ? withPart(part, id, next) : part];
    }),
  };
}
