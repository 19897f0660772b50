import { expect, it } from "vitest";
import { toCsv } from "./csv";

it("quotes, leaves numbers plain and keeps formulas from running", () => {
  const rows = [
    ["name", "value"],
    ['Says "hi", twice', -1.5],
    ["=HYPERLINK(1)", null],
    ["-3", true],
    ["@home", undefined],
  ];
  expect(toCsv(rows)).toBe(
    ["name,value", '"Says ""hi"", twice",-1.5', "'=HYPERLINK(1),", "-3,true", "'@home,"].join("\r\n"),
  );
});
