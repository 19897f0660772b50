import { describe, expect, it } from "vitest";
import {
  ago,
  bytes,
  count,
  day,
  daySpan,
  decimal,
  figure,
  list,
  percent,
  plusMinus,
  range,
  sample,
  signed,
  span,
} from "./format";

// Intl joins with spaces that don't break; the tests read better with plain ones.
const plain = (text: string | undefined) => text?.replace(/[\u00a0\u202f\u2009]/g, " ");

describe("numbers", () => {
  it("groups and points as the language does", () => {
    expect(count("en", 2746)).toBe("2,746");
    expect(count("de", 2746)).toBe("2.746");
    expect(decimal("de", 4.0644, 2)).toBe("4,06");
  });
  it("has a true minus and never a negative zero", () => {
    expect(decimal("en", -12.34, 1)).toBe("−12.3");
    expect(decimal("en", -0.004, 2)).toBe("0.00");
    expect(decimal("de", -0.004, 2)).toBe("0,00");
  });
  it("signs changes, but not zero", () => {
    expect(signed("en", 0.13, 2)).toBe("+0.13");
    expect(signed("en", -0.02, 2)).toBe("−0.02");
    expect(signed("en", 0.001, 2)).toBe("0.00");
  });
  it("writes shares with a space in both languages", () => {
    expect(plain(percent("en", 0.8207, 2))).toBe("82.07 %");
    expect(plain(percent("de", 0.8207, 2))).toBe("82,07 %");
    expect(plain(percent("en", -0.0001))).toBe("0 %");
  });
});

describe("estimates", () => {
  const nps = { value: 39.84, n: 2746, low: 37.2, high: 42.4 };
  it("shows value, spread and n in their unit", () => {
    expect(figure("en", nps.value, "nps")).toBe("39.8");
    expect(plusMinus("en", nps, "nps")).toBe("±2.6");
    expect(sample("en", nps.n)).toBe("n 2,746");
    expect(range("en", nps.low, nps.high, "nps")).toBe("37.2 – 42.4");
  });
  it("gives the spread of a share in points", () => {
    expect(plusMinus("en", { value: 0.82, n: 9, low: 0.8, high: 0.84 }, "share")).toBe("±2");
  });
  it("has no spread without an interval", () => {
    expect(plusMinus("en", { value: 4, n: 3, low: null, high: null }, "score")).toBeUndefined();
  });
});

describe("times", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  it("names days with the day first", () => {
    expect(day("en", "2017-05-05T10:00:00Z", "UTC")).toBe("5 May 2017");
    expect(day("de", "2017-05-05T10:00:00Z", "UTC")).toBe("5. Mai 2017");
  });
  it("takes the day of the organization's zone", () => {
    expect(day("en", "2017-05-05T23:30:00Z", "Europe/Vienna")).toBe("6 May 2017");
  });
  it("shortens spans of days", () => {
    expect(plain(daySpan("en", "2017-05-05T10:00:00Z", "2017-05-30T10:00:00Z", "UTC"))).toBe("5 – 30 May 2017");
  });
  it("says how long ago as people do, and the date beyond a week", () => {
    expect(ago("en", "2026-11-22T11:59:50Z", now)).toBe("now");
    expect(ago("en", "2026-11-22T11:55:00Z", now)).toBe("5 minutes ago");
    expect(ago("en", "2026-11-21T11:55:00Z", now)).toBe("yesterday");
    expect(ago("de", "2026-11-19T11:55:00Z", now)).toBe("vor 3 Tagen");
    expect(ago("en", "2026-11-25T12:00:00Z", now)).toBe("in 3 days");
    expect(ago("en", "2026-11-01T12:00:00Z", now, "UTC")).toBe("1 November 2026");
  });
  it("says how long something takes", () => {
    expect(span("en", 0.2)).toBe("1 second");
    expect(span("en", 80)).toBe("80 seconds");
    expect(span("de", 600)).toBe("10 Minuten");
  });
});

it("joins lists and sizes files", () => {
  expect(list("en", ["Restaurants", "Shops", "Parking"])).toBe("Restaurants, Shops, and Parking");
  expect(list("de", ["Essen", "Läden"])).toBe("Essen und Läden");
  expect(bytes("en", 735_000)).toBe("735 kB");
  expect(bytes("en", 2_345_678)).toBe("2.3 MB");
});
