import { expect, test } from "vitest";
import { chooseDomain, clip, commonSpan, type Domain } from "./axis";
import type { Measured } from "./estimate";

const at = (value: number, half = 0.05): Measured => ({ value, low: value - half, high: value + half, n: 100 });
const FIVE: Domain = [1, 5];

function check(points: Measured[], expected: number | null, domain: Domain, ends: Domain = FIVE) {
  expect(chooseDomain(points, ends, expected)).toEqual(domain);
}

test("holds every interval and what clients expect, on round ends", () => {
  check([at(3.62, 0.04), at(4.46, 0.06)], 4, [3.4, 4.6]);
  check([at(7.2), at(8.9)], 7.5, [6.5, 9.5], [0, 10]);
});

test("shows at least a quarter of the scale, so that a tenth of a point is no cliff", () => {
  const [low, high] = chooseDomain([at(4.0), at(4.1)], FIVE, 4);
  expect(high - low).toBeGreaterThanOrEqual(1);
});

test("never leaves the scale", () => {
  check([at(4.95, 0.04)], 4.9, [4, 5]);
  check([at(1.02, 0.02)], 1, [1, 2]);
});

test("shows the whole scale once most of it is needed", () => {
  check([at(1.4, 0.3), at(4.6, 0.2)], 4, FIVE);
});

test("without numbers it is the scale", () => check([], null, FIVE));

test("what goes beyond the axis is cut and said to be", () => {
  const cut = clip({ value: 3.9, low: 3.2, high: 4.7, n: 12 }, [3.4, 4.6]);
  expect(cut).toMatchObject({ value: 3.9, low: 3.4, high: 4.6, cutLow: true, cutHigh: true });
});

test("small lines share the widest span, rounded up", () => {
  expect(
    commonSpan(
      [
        [at(4.0), at(4.1)],
        [at(3.7), at(4.02)],
      ],
      0.25,
    ),
  ).toBeCloseTo(0.4);
  expect(commonSpan([], 0.25)).toBeCloseTo(0.25);
});
