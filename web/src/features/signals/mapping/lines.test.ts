import { expect, it } from "vitest";
import type { ColumnRule } from "./document";
import { type Line, linesOf, type Row, type Sure, tabCounts } from "./lines";

const row = (index: number, rule: ColumnRule, sure: Sure = "sure"): Row => ({ name: rule.column, index, rule, sure });
const rating = (index: number, sure: Sure = "sure", touchpoint: string | undefined = `t${index}`): Row =>
  row(
    index,
    { column: `R${index}`, role: "rating", question: `r${index}`, scale: "1-5", ...(touchpoint ? { touchpoint } : {}) },
    sure,
  );

const words = (lines: readonly Line[]) =>
  lines.map((line) => (line.kind === "column" ? line.row.name : `[${line.rows.length} ${line.role}]`)).join(" ");

const wide: Row[] = [
  row(0, { column: "AREA", role: "attribute", attribute: "area" }),
  ...Array.from({ length: 12 }, (_, index) =>
    rating(index + 1, index === 10 ? "likely" : "sure", index === 11 ? "" : undefined),
  ),
  row(20, { column: "ID", role: "key" }),
  row(21, { column: "DAY", role: "date", part: "day" }, "asks"),
];

it("starts with who and when, folds what is alike, and keeps what is unsure in sight", () => {
  expect(words(linesOf(wide, "all", new Set()))).toBe("ID DAY R12 R11 R1 R2 R3 R4 [6 rating] AREA");
});

it("opens a fold in its place", () => {
  expect(words(linesOf(wide, "all", new Set(["rating"])))).toBe(
    "ID DAY R12 R11 R1 R2 R3 R4 [6 rating] R5 R6 R7 R8 R9 R10 AREA",
  );
});

it("hides nothing in a tab", () => {
  expect(linesOf(wide, "ratings", new Set())).toHaveLength(12);
});

it("does not fold one or two", () => {
  const eight = Array.from({ length: 8 }, (_, index) => rating(index));
  expect(linesOf(eight, "all", new Set())).toHaveLength(8);
  expect(linesOf([...eight, rating(9)], "all", new Set())).toHaveLength(7);
});

it("counts each column in one tab, and asked ones once more", () => {
  expect(tabCounts(wide)).toEqual({
    all: 15,
    asks: 1,
    ratings: 12,
    recommend: 0,
    date: 1,
    keys: 1,
    attributes: 1,
    comments: 0,
    ignored: 0,
  });
});
