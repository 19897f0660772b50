import { expect, it } from "vitest";
import { trendOf } from "./AlignmentTrend";

const at = (low: number, high: number) => ({
  label: "2026-05",
  at: "2026-06-01T00:00:00Z",
  score: { value: (low + high) / 2, low, high, n: 9, of: 12 },
});

it("says that alignment moved only where the intervals lie apart", () => {
  expect(trendOf([at(0.2, 0.4), at(0.5, 0.7)])).toBe("trendUp");
  expect(trendOf([at(0.5, 0.7), at(0.1, 0.3)])).toBe("trendDown");
  expect(trendOf([at(0.2, 0.9), at(0.5, 0.8)])).toBe("trendUnclear");
  expect(trendOf([])).toBe("trendUnclear");
});
