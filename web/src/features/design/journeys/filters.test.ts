import { expect, it } from "vitest";
import { readFilter, writeFilter } from "./filters";

it.each([
  ["attr.tier=Premier", "tier", ["Premier"]],
  ["attr.city=Portland\\, OR,Bend", "city", ["Portland, OR", "Bend"]],
  ["attr.path=a\\\\b", "path", ["a\\b"]],
])("%s is written as it is read", (text, attribute, is) => {
  expect(readFilter(text)).toEqual({ attribute, is });
  expect(writeFilter({ attribute, is })).toBe(text);
});

it("does not read what is none of an attribute", () => {
  expect(readFilter("stage=join")).toBeNull();
  expect(readFilter("attr.=x")).toBeNull();
});
