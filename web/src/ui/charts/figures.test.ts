import { expect, test } from "vitest";
import { figuresOf } from "./figures";

const en = figuresOf("en");
const de = figuresOf("de");

test("a change carries its sign, and nothing carries none", () => {
  expect(en.change(0.1296, "score")).toBe("+0.13");
  expect(en.change(-0.016, "score")).toBe("−0.02");
  expect(en.change(-0.001, "score")).toBe("0.00");
  expect(de.change(-2.64, "nps")).toBe("−2,6");
});

test("± where both sides are alike, the ends where they are not", () => {
  expect(en.spread(4.0644, 4.0334, 4.0954, "score")).toBe("±0.03");
  expect(en.spread(39.84, 37.2, 42.4, "nps")).toBe("±2.6");
  expect(en.spread(0.25, 0.23, 0.27, "share")).toBe("±2");
  expect(en.spread(0.05, 0.01, 0.17, "share")).toBe("1–17");
});

test("an axis shows no decimals it doesn't need", () => {
  expect(en.tick(4, "score")).toBe("4");
  expect(en.tick(3.5, "score")).toBe("3.5");
  expect(de.tick(3.75, "score")).toBe("3,75");
});

test("both ends of a range, also below zero", () => {
  expect(en.range(4.03, 4.1, "score")).toBe("4.03–4.10");
  expect(en.range(-0.07, 0.04, "score")).toBe("−0.07 – 0.04");
});
