import { expect, test } from "vitest";
import { type Estimate, isReached, isShort, measured, radiusOf, toneOf, wilson } from "./estimate";

const estimate = (over: Partial<Estimate> = {}): Estimate => ({
  value: 3.62,
  low: 3.58,
  high: 3.66,
  n: 2421,
  badge: "sound",
  hidden: false,
  ...over,
});

test("short only when the whole interval is", () => {
  expect(isShort(estimate(), 4)).toBe(true);
  expect(isShort(estimate({ value: 3.99, low: 3.95, high: 4.03 }), 4)).toBe(false);
  expect(isShort(estimate({ badge: "counts_only", n: 8 }), 4)).toBe(false);
  expect(isReached(estimate({ value: 4.31, low: 4.27, high: 4.35 }), 4)).toBe(true);
  expect(isReached(estimate({ value: 4.01, low: 3.97, high: 4.05 }), 4)).toBe(false);
});

test("each state of knowledge has a tone of its own", () => {
  expect(toneOf(estimate(), 4)).toBe("short");
  expect(toneOf(estimate({ low: 3.9, high: 4.1, value: 4 }), 4)).toBe("expected");
  expect(toneOf(estimate(), null)).toBe("plain");
  expect(toneOf(estimate({ badge: "indicative", n: 12 }), 4)).toBe("indicative");
  expect(toneOf(estimate({ hidden: true, value: null, low: null, high: null, n: 3 }), 4)).toBe("hidden");
  expect(toneOf(estimate({ value: null, n: 0, badge: "none" }), 4)).toBe("unknown");
  expect(toneOf(null, 4)).toBe("unknown");
});

test("what is hidden is measured by nobody", () => {
  expect(measured(estimate({ hidden: true }))).toBeNull();
  expect(measured(estimate({ low: null, high: null }))).toEqual({ value: 3.62, low: 3.62, high: 3.62, n: 2421 });
});

test("a point's area grows with n", () => {
  const [small, large] = [radiusOf(100, 10_000, 10, 0), radiusOf(400, 10_000, 10, 0)];
  expect((large / small) ** 2).toBeCloseTo(4);
  expect(radiusOf(1, 0)).toBeGreaterThan(0);
});

// Newcombe 1998, as R's prop.test(correct = FALSE) computes it.
test.each([
  [81, 263, 0.255289, 0.36621],
  [15, 148, 0.062386, 0.160487],
  [0, 20, 0, 0.161125],
  [1, 29, 0.006113, 0.171755],
  [10, 10, 0.722467, 1],
])("Wilson's interval of %i of %i", (count, n, low, high) => {
  const share = wilson(count / n, n);
  expect(share.low).toBeCloseTo(low, 6);
  expect(share.high).toBeCloseTo(high, 6);
});

test("nobody's share has no interval", () => {
  expect(wilson(0, 0)).toEqual({ share: 0, low: null, high: null });
});
