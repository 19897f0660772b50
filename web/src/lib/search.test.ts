import { describe, expect, it } from "vitest";
import { insightSearch, parseSearch, signInSearch, stringifySearch } from "./search";

describe("addresses", () => {
  it("stay readable and come back the same", () => {
    const search = { period: "2017", where: ["attr.barea=A", "touchpoint=wifi,parking"], weighted: true };
    const text = stringifySearch(search);
    expect(text).toBe("?period=2017&where=attr.barea=A&where=touchpoint=wifi,parking&weighted=true");
    expect(insightSearch(parseSearch(text))).toMatchObject(search);
  });
  it("keep a filter's own signs", () => {
    const where = ["attr.airline=A&B=C", "q=50%"];
    expect(insightSearch(parseSearch(stringifySearch({ where }))).where).toEqual(where);
  });
  it("drop what is absent or off", () => {
    expect(stringifySearch({ period: undefined, weighted: false, q: "" })).toBe("");
  });
});

it("never sends anybody elsewhere after the sign-in", () => {
  expect(signInSearch({ back: "/people?invite=true" }).back).toBe("/people?invite=true");
  for (const back of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    expect(signInSearch({ back }).back).toBeUndefined();
  }
});
