import { describe, expect, test } from "vitest";
import { firstOf } from "./first";
import type { Item, Standing } from "./queries";

const item = (over: Partial<Item>): Item => ({
  expectation: "e",
  words: "words",
  theme: null,
  level: "should",
  weight: 1,
  delta: 0,
  n: 1,
  last_at: null,
  source: "said",
  ...over,
});

const standing = (over: Partial<Standing>): Standing => ({
  rung: "satisfied",
  basis: "expectations",
  reasons: [],
  coverage: 1,
  n: 1,
  mean: 0,
  shortfall: 0,
  surplus: 0,
  items: [item({})],
  last_plus_one_at: null,
  changes: [],
  due_at: null,
  left_at: null,
  tolerance: 0.5,
  reading_days: 365,
  plus_one_days: 365,
  ...over,
});

describe("what to do first", () => {
  test("a must that is short goes before all, whatever the standing", () => {
    const must = item({ level: "must", delta: -1, words: "must" });
    const items = [item({ delta: -3, words: "should" }), must];
    for (const rung of ["unknown", "dissatisfied", "satisfied"] as const)
      expect(firstOf(standing({ rung, items }))).toEqual({ do: "mend", item: must });
  });
  test("of what is short, what weighs most", () => {
    const heavy = item({ delta: -1, weight: 3 });
    expect(firstOf(standing({ rung: "dissatisfied", items: [item({ delta: -2 }), heavy] }))).toEqual({
      do: "mend",
      item: heavy,
    });
  });
  test("who is unknown is asked: how what is known is met, or what they expect at all", () => {
    const heavy = item({ delta: null, weight: 2 });
    expect(firstOf(standing({ rung: "unknown", items: [item({ delta: null }), heavy] }))).toEqual({
      do: "hear",
      item: heavy,
    });
    expect(firstOf(standing({ rung: "unknown", items: [] }))).toEqual({ do: "ask", known: false });
    expect(firstOf(standing({ rung: "satisfied", basis: "scores" }))).toEqual({ do: "ask", known: false });
  });
  test("who gets what they expect is surprised, unless a must is a little short", () => {
    expect(firstOf(standing({ last_plus_one_at: "2026-03-19T10:00:00Z" }))).toEqual({
      do: "surprise",
      since: "2026-03-19T10:00:00Z",
    });
    const little = item({ level: "must", delta: -0.3 });
    expect(firstOf(standing({ items: [little] }))).toEqual({ do: "mend", item: little });
  });
  test("who is loyal wants what was promised, and nothing is wanted of who left", () => {
    expect(firstOf(standing({ rung: "loyal" }))).toEqual({ do: "keep" });
    expect(firstOf(standing({ rung: "ambassador" }))).toEqual({ do: "keep" });
    expect(firstOf(standing({ left_at: "2026-03-19T10:00:00Z" }))).toBeNull();
  });
});
