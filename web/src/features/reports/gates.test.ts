import { expect, it } from "vitest";
import { findingOf, lackOf, shareOf } from "./gates";
import type { Step } from "./queries";

const step = (key: string, gate: string): Step => ({ key, gate, checks: [] });

it("says how many gates have passed and which comes next", () => {
  expect(findingOf([step("world", "passed"), step("platform", "open"), step("brand", "passed")])).toEqual({
    passed: 2,
    next: "platform",
  });
  expect(findingOf([step("world", "passed"), step("of_a_newer_server", "open")])).toEqual({
    passed: 1,
    next: undefined,
  });
});

it.each([
  [{ done: 8, of: 10, threshold: 0.9 }, 1],
  [{ done: 9, of: 10, threshold: 0.9 }, 0],
  [{ done: 0, of: 3, threshold: 1 }, 3],
  [{ done: 0, of: 0, threshold: 1 }, 0],
  [{ done: 2, of: 3, threshold: 0.5 }, 0],
])("%o lacks %i", (check, lack) => {
  expect(lackOf(check)).toBe(lack);
});

it("a check of nothing is at the beginning", () => {
  expect(shareOf({ done: 0, of: 0 })).toBe(0);
  expect(shareOf({ done: 1, of: 4 })).toBe(0.25);
});
