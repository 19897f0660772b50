import { describe, expect, it } from "vitest";
import type { Import } from "../types";
import { quarter, rowsSeen, shareDone, verdict } from "./progress";

const counts = (imported: number, unchanged = 0, conflicts = 0, rejected = 0) =>
  ({ imported, unchanged, conflicts, rejected }) as Import;

it("knows how much is done, and when it does not know", () => {
  expect(shareDone({ rows_total: 200, rows_done: 50 })).toBe(0.25);
  expect(shareDone({ rows_total: null, rows_done: 50 })).toBeNull();
  expect(shareDone({ rows_total: 0, rows_done: 0 })).toBeNull();
  expect(shareDone({ rows_total: 10, rows_done: 12 })).toBe(1);
});

it("speaks at quarters only", () => {
  expect([0, 24, 25, 99, 100].map((rows_done) => quarter({ rows_total: 100, rows_done }))).toEqual([0, 0, 25, 75, 100]);
});

describe("the verdict", () => {
  it("is about what came in", () => {
    expect(
      [
        counts(10),
        counts(9, 0, 0, 1),
        counts(9, 0, 1),
        counts(5, 5),
        counts(0, 10),
        counts(0, 0, 0, 10),
        counts(0),
      ].map(verdict),
    ).toEqual(["all", "some", "some", "all", "same", "none", "none"]);
  });

  it("counts every row once", () => {
    expect(rowsSeen(counts(1, 2, 3, 4))).toBe(10);
  });
});
