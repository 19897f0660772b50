import { expect, it } from "vitest";
import type { Traceability } from "../queries";
import { fileOf, placed, toggled } from "./rows";

const touchpoint = (id: string, stage: string | null, existence: Traceability["touchpoints"][number]["existence"]) => ({
  id,
  key: id,
  label: id.toUpperCase(),
  kind: "dynamic" as const,
  existence,
  stage,
});
const part = (key: string) => ({ key, words: key, reach: "live" as const, live: 1, planned: 0, standards: 0 });
const trace: Traceability = {
  parts: [part("first"), part("plain")],
  stages: [
    { key: "before", label: "Before" },
    { key: "after", label: "After" },
  ],
  touchpoints: [
    touchpoint("call", "after", "live"),
    touchpoint("sign", "before", "planned"),
    touchpoint("old", "before", "retired"),
    touchpoint("loose", null, "live"),
  ],
  links: [
    { part: "first", touchpoint: "call", own: true, plan: false, elements: [] },
    { part: "plain", touchpoint: "call", own: false, plan: true, elements: [] },
  ],
};
const words = {
  yes: "x",
  stage: "Stage",
  touchpoint: "Touchpoint",
  existence: "State",
  none: "–",
  state: (one: string) => one,
};

it("shows what can express something, in the order of stages", () => {
  expect(placed(trace).map(({ key, touchpoints }) => [key, touchpoints.map(({ id }) => id)])).toEqual([
    ["before", ["sign"]],
    ["after", ["call"]],
    ["", ["loose"]],
  ]);
  expect(placed(trace, "after").map(({ key }) => key)).toEqual(["after"]);
});

it("changes only what the touchpoint says of itself", () => {
  expect(toggled(trace, "plain", "call")).toEqual(["first", "plain"]);
  expect(toggled(trace, "first", "call")).toEqual([]);
  expect(toggled(trace, "first", "sign")).toEqual(["first"]);
});

it("goes into a file as it is shown", () => {
  expect(fileOf(trace, placed(trace, "after"), words)).toEqual([
    ["Stage", "Touchpoint", "State", "first", "plain"],
    ["After", "CALL", "live", "x", "x"],
  ]);
});
