import { describe, expect, it } from "vitest";
import { type Ice, layoutOf, radius, wrap } from "./layout";

const ice = (id: string, depth: number, weight = 2, words = "Figures a day before we meet."): Ice => ({
  id,
  depth,
  weight,
  words: `“${words}”`,
  under: "Mira · must",
  own: true,
});
const many = (count: number, depth: number) => Array.from({ length: count }, (_, at) => ice(`${depth}-${at}`, depth));

describe.each([1180, 608, 320])("the iceberg at %i px", (width) => {
  const drawn = layoutOf([...many(2, 1), ...many(4, 2), ...many(3, 3)], width);
  it("has what was stated above the waterline and the rest below", () => {
    for (const item of drawn.items) expect(item.y < drawn.waterline).toBe(item.depth === 1);
  });
  it("lets no two labels of a side touch", () => {
    for (const side of ["left", "right"] as const) {
      const labels = drawn.items.filter((item) => item.side === side).sort((a, b) => a.labelY - b.labelY);
      for (const [at, item] of labels.entries()) {
        const next = labels[at + 1];
        if (next) expect(next.labelY - item.labelY).toBeGreaterThanOrEqual(item.lines.length * 18 + 16);
      }
    }
  });
  it("keeps everything inside", () => {
    for (const item of drawn.items) {
      expect(item.x - item.r).toBeGreaterThanOrEqual(0);
      expect(item.x + item.r).toBeLessThanOrEqual(width);
      expect(item.labelY + (item.lines.length - 1) * 18 + 16).toBeLessThanOrEqual(drawn.height);
    }
    for (const [x, y] of [...drawn.above, ...drawn.below]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(drawn.height);
    }
  });
  it("is the same picture whatever the order of the expectations", () => {
    const back = layoutOf([...many(3, 3).reverse(), ...many(4, 2), ...many(2, 1).reverse()], width);
    expect(back).toEqual(drawn);
  });
});

it("says how many it left out", () => {
  const { bands } = layoutOf(many(14, 2), 800);
  expect(bands[1]).toMatchObject({ shown: 10, all: 14 });
});

it("stands when there is nothing yet", () => {
  const { height, waterline } = layoutOf([], 800);
  expect(height).toBeGreaterThan(waterline);
  expect(waterline).toBeGreaterThan(0);
});

it("says the weight by the area", () => {
  expect(radius(2) ** 2 / radius(1) ** 2).toBeCloseTo(2, 5);
  expect(radius(0)).toBeGreaterThanOrEqual(7);
  expect(radius(100)).toBeLessThanOrEqual(15);
});

it("breaks words at spaces and ends with an ellipsis", () => {
  expect(wrap("one two three", 20, 3)).toEqual(["one two three"]);
  expect(wrap("one two three", 7, 3)).toEqual(["one two", "three"]);
  expect(wrap("one two three four five six", 9, 2)).toEqual(["one two", "three fo…"]);
  expect(wrap("Donaudampfschifffahrt", 8, 2)).toEqual(["Donauda…"]);
});
