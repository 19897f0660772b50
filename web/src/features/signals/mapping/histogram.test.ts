import { describe, expect, it } from "vitest";
import type { ColumnRule } from "./document";
import { picture, type ValueCount } from "./histogram";

const values = (text: string): ValueCount[] =>
  text.split(" ").map((pair) => {
    const at = pair.lastIndexOf(":");
    return { value: pair.slice(0, at), count: Number(pair.slice(at + 1)) };
  });

const rating: ColumnRule = {
  column: "Q",
  role: "rating",
  question: "q",
  scale: "1-5",
  codes: { "6": "not_used", "0": "blank" },
};

function drawn(text: string, rule?: ColumnRule, distinct = text.split(" ").length): string {
  const result = picture(values(text), distinct, rule);
  if (result.kind === "words") return `words ${result.words.join(" ")}${result.more ? " …" : ""}`;
  return result.bars
    .map((bar) => `${bar.label}${{ answer: "", code: "!", off: "?" }[bar.kind]}=${bar.count}`)
    .join(" ");
}

describe("scores", () => {
  it("stand in the order of their scale, codes apart", () => {
    expect(drawn("4:20 6:9 3:7 0:2 5:30", rating)).toBe("1=0 2=0 3=7 4=20 5=30 6!=9 0!=2");
  });

  it("add up when spelled differently, codes too", () => {
    expect(drawn("4:20 4.0:1 Blank:2 BLANK:3", { ...rating, codes: { blank: "blank" } })).toBe(
      "1=0 2=0 3=0 4=21 5=0 Blank!=5",
    );
  });

  it("off the scale are shown as such, together", () => {
    expect(drawn("5:1 8:4 x:1", rating)).toBe("1=0 2=0 3=0 4=0 5=1 8?=5");
  });
});

describe("other columns", () => {
  it("are bars by value when all values are known", () => {
    expect(drawn("B:3 A:9")).toBe("A=9 B=3");
    expect(drawn("10:3 9:9 0.284717:1")).toBe("0.28=1 9=9 10=3");
  });

  it("keep their names where there is room, and are words where there is none", () => {
    expect(picture(values("North:3 South:9 West:1"), 3, undefined)).toMatchObject({ kind: "bars", labels: "all" });
    expect(drawn("Northern-part:3 Southern-part:9 Western-part:1")).toBe(
      "words Northern-part Southern-part Western-part",
    );
  });

  it("are words when there are more values than are known, or one only", () => {
    expect(drawn("B:3 A:9", undefined, 400)).toBe("words B A …");
    expect(drawn("2017:400")).toBe("words 2017");
  });

  it("name only the ends of many bars", () => {
    const many = Array.from({ length: 20 }, (_, index) => `${index + 5}:1`).join(" ");
    expect(picture(values(many), 20, undefined)).toMatchObject({ kind: "bars", labels: "ends" });
  });
});
