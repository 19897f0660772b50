import { beforeAll, expect, it } from "vitest";
import { i18n } from "../../../../i18n/i18n";
import { noWishes, type Wishes } from "../../queries";
import { birthdaySaid, birthdayText, isDay, parseBirthday } from "./birthday";
import { wishesSaid } from "./wishes";

beforeAll(async () => {
  await i18n.loadNamespaces("clients");
});

function said(wishes: Partial<Wishes>): string {
  const t = i18n.getFixedT(null, "clients");
  const words = { list: (items: readonly string[]) => items.join(" + "), channel: (key: string) => key };
  return wishesSaid(t, words, { ...noWishes, ...wishes }).join("; ");
}

it("says wishes plainly", () => {
  expect(said({})).toBe("");
  expect(said({ unwanted_channels: ["phone"] })).toBe("not by phone");
  expect(said({ quiet_hours: { from: "00:00", to: "10:00" } })).toBe("not before 10");
  expect(said({ quiet_hours: { from: "17:30", to: "00:00" } })).toBe("not after 17:30");
  expect(said({ quiet_hours: { from: "17:00", to: "09:00" } })).toBe("only between 9 and 17");
  expect(said({ quiet_hours: { from: "12:00", to: "14:00" } })).toBe("not between 12 and 14");
  expect(said({ quiet_days: [7, 6] })).toBe("not on Saturday + Sunday");
  expect(said({ limit: { messages: 1, days: 30 } })).toBe("at most once in 30 days");
  expect(said({ limit: { messages: 2, days: 30 } })).toBe("at most 2 times in 30 days");
});

it("keeps a birthday without its year, and leap days", () => {
  expect(parseBirthday("1980-02-29")).toEqual({ day: 29, month: 2, year: 1980 });
  expect(parseBirthday("--02-29")).toEqual({ day: 29, month: 2, year: null });
  expect(parseBirthday("29.2.")).toBeNull();
  expect(parseBirthday(null)).toBeNull();
  expect(birthdayText({ day: 9, month: 3, year: null })).toBe("--03-09");
  expect(birthdayText({ day: 9, month: 3, year: 1980 })).toBe("1980-03-09");
  expect(isDay({ day: 29, month: 2, year: 1981 })).toBe(false);
  expect(isDay({ day: 29, month: 2, year: null })).toBe(true);
  expect(isDay({ day: 31, month: 4, year: null })).toBe(false);
  expect(birthdaySaid("en", { day: 29, month: 2, year: null })).toBe("29 February");
  expect(birthdaySaid("de", { day: 29, month: 2, year: 1980 })).toBe("29. Februar 1980");
});
