import { expect, it } from "vitest";
import type { Flag } from "../queries";
import { better, piecesOf } from "./marks";

const flag = (from: number, to: number): Flag => ({ from, to, kind: "leading", why: "pressure", better: null });
const shown = (text: string, flags: Flag[]) =>
  piecesOf(text, flags).map((piece) => (piece.flag ? `[${piece.text}]` : piece.text));

it("cuts a text at what was found in it", () => {
  expect(shown("Don't you think so", [flag(0, 15)])).toEqual(["[Don't you think]", " so"]);
  expect(shown("a b c", [flag(4, 5), flag(0, 1)])).toEqual(["[a]", " b ", "[c]"]);
  expect(shown("plain", [])).toEqual(["plain"]);
  expect(shown("", [])).toEqual([]);
});

it("is not confused by answers to a longer text or by overlaps", () => {
  expect(shown("short", [flag(2, 40)])).toEqual(["short"]);
  expect(shown("abcdef", [flag(0, 4), flag(2, 6)])).toEqual(["[abcd]", "ef"]);
  expect(
    piecesOf("abcdef", [flag(0, 4), flag(2, 6)])
      .map(({ text }) => text)
      .join(""),
  ).toBe("abcdef");
});

it("counts characters as the server does", () => {
  expect(shown("👍🏽 isn't it?", [flag(3, 11)])).toEqual(["👍🏽 ", "[isn't it]", "?"]);
});

it("says one place in another way", () => {
  expect(better("You do like it?", { ...flag(0, 14), better: "How is it for you" })).toBe("How is it for you?");
  expect(better("You do like it?", flag(0, 14))).toBe("You do like it?");
});
