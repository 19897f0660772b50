import { expect, it } from "vitest";
import { plainColours } from "./drawing";
import { innerWidth } from "./paper";
import { definitionOf } from "./pdf";

it("says on every page what it is and where one is in it", () => {
  const made = definitionOf({
    title: "First review",
    language: "en",
    foot: "Aldgrove · First review",
    page: (page, of) => `${page} of ${of}`,
    landscape: true,
    content: "x",
  });
  expect(made.pageOrientation).toBe("landscape");
  const foot =
    typeof made.footer === "function" ? made.footer(2, 5, { width: 0, height: 0, orientation: "portrait" }) : null;
  expect(JSON.stringify(foot)).toContain('"Aldgrove · First review"');
  expect(JSON.stringify(foot)).toContain('"2 of 5"');
});

it("knows how wide a line is", () => {
  expect(Math.round(innerWidth())).toBe(487);
  expect(Math.round(innerWidth("A3", true))).toBe(1083);
});

it.each([
  ["color(srgb 1 0 0)", "rgb(255, 0, 0)"],
  ["color(srgb 0 0 0 / 0.5)", "rgb(128, 128, 128)"],
  ['<path fill="color(srgb 0.2 0.4 0.6 / 1)"/>', '<path fill="rgb(51, 102, 153)"/>'],
  ["rgb(1, 2, 3)", "rgb(1, 2, 3)"],
])("writes %s as a colour that every reader knows", (from, to) => {
  expect(plainColours(from)).toBe(to);
});
