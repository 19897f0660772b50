import { expect, it } from "vitest";
import type { Intention } from "../types";
import { intentRows, telling } from "./intent";

const row = (label: string, importance: number, over: number | null): Intention => ({
  id: label,
  key: label,
  label,
  existence: "live",
  stage: null,
  importance,
  ours: 3,
  ours_from: "estimate",
  industry: 2,
  industry_from: "assumed",
  n: 0,
  seen_from: null,
  seen_to: null,
  outdated: 0,
  over_manage: over,
  ignored: null,
});

it("orders by the weight of the difference, what can't be compared last", () => {
  const rows = [row("a", 5, null), row("b", 1, -4), row("c", 3, 6)];
  const by = (order: Parameters<typeof intentRows>[1]) =>
    intentRows(rows, order)
      .map(({ label }) => label)
      .join("");
  expect(by("gap")).toBe("cba");
  expect(by("importance")).toBe("acb");
  expect(by("place")).toBe("abc");
});

it("shows the widest differences either way when there are too many", () => {
  const rows = intentRows([row("a", 1, 9), row("b", 1, 1), row("c", 1, -7), row("d", 1, null)], "gap");
  const said = (order: Parameters<typeof telling>[1], most: number) =>
    telling(rows, order, most)
      .map(({ label }) => label)
      .join("");
  expect(said("gap", 2)).toBe("ac");
  expect(said("importance", 3)).toBe("abc");
  expect(said("gap", 9)).toBe("abcd");
});
