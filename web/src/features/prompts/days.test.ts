import { expect, it } from "vitest";
import { daysAfter, daysBetween, dayWords, longDay, nextMonday } from "./days";

it("counts days of the calendar, over leap days and changed clocks", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2024-03-01", "2024-02-28")).toBe(-2);
  expect(daysAfter("2024-02-28", 1)).toBe("2024-02-29");
  expect(daysAfter("2026-01-01", -1)).toBe("2025-12-31");
});

it("finds the next Monday, never today", () => {
  expect(nextMonday("2026-11-22")).toBe("2026-11-23");
  expect(nextMonday("2026-11-23")).toBe("2026-11-30");
  expect(nextMonday("2026-11-24")).toBe("2026-11-30");
});

it("says days as people do", () => {
  const say = (day: string, locale = "en") => dayWords(locale, day, "2026-11-24");
  expect(say("2026-11-24")).toBe("today");
  expect(say("2026-11-25")).toBe("tomorrow");
  expect(say("2026-11-23", "de")).toBe("gestern");
  expect(say("2026-11-27")).toBe("Friday");
  // Behind us a weekday could be any.
  expect(say("2026-11-20")).toBe("20 November");
  expect(say("2027-01-02")).toBe("2 January 2027");
  expect(longDay("en", "2026-11-24")).toBe("Tuesday 24 November");
});
