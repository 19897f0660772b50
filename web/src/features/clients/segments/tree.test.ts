import { expect, it } from "vitest";
import { type Filter, filterOf, type Group, groupOf, isWhole, newGroup, newRule, withPart } from "./tree";

const west: Filter = { field: "attr.region", op: "is", value: "West" };
const quiet: Filter = { field: "last_touch_days", op: "at_least", value: "90" };
const unknown: Filter = { field: "tier", op: "unknown" };

it.each<[string, Filter]>([
  ["everybody", { all: [] }],
  ["all of some", { all: [west, quiet] }],
  ["one of some", { any: [west, unknown] }],
  ["none of some", { not: { any: [west, quiet] } }],
  ["groups in groups", { all: [west, { any: [quiet, { not: { any: [unknown] } }] }] }],
  ["several values", { all: [{ field: "tier", op: "any_of", value: ["gold", "silver"] }] }],
])("reads and writes %s", (_, filter) => expect(filterOf(groupOf(filter))).toEqual(filter));

it("reads what the server may hold and we would write otherwise", () => {
  expect(filterOf(groupOf(west))).toEqual({ all: [west] });
  expect(filterOf(groupOf({ not: west }))).toEqual({ not: { any: [west] } });
  expect(filterOf(groupOf({ not: { all: [west, quiet] } }))).toEqual({ not: { any: [{ all: [west, quiet] }] } });
});

it("leaves out what is not finished", () => {
  const group = groupOf({ any: [west] });
  const half: Group = { ...group, parts: [...group.parts, newRule(), newGroup("all", [newRule()])] };
  expect(isWhole(half)).toBe(false);
  expect(filterOf(half)).toEqual({ any: [west] });
  expect(filterOf(newGroup("none", [newRule()]))).toEqual({ all: [] });
});

it("changes and takes out parts wherever they stand", () => {
  const tree = groupOf({ all: [west, { any: [quiet, unknown] }] });
  const inner = tree.parts[1] as Group;
  const [first] = inner.parts;
  if (!first) throw new Error("no part");
  expect(filterOf(withPart(tree, first.id, null))).toEqual({ all: [west, { any: [unknown] }] });
  const other = { ...inner, joint: "none" as const };
  expect(filterOf(withPart(tree, inner.id, other))).toEqual({ all: [west, { not: { any: [quiet, unknown] } }] });
  expect(filterOf(withPart(tree, tree.id, { ...tree, joint: "any" }))).toEqual({
    any: [west, { any: [quiet, unknown] }],
  });
});
