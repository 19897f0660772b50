import { expect, it } from "vitest";
import type { Flag } from "../queries";
import { better, isQuestion, piecesOf } from "./marks";

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

it("says the whole sentence in another way", () => {
  const said = (text: string, place: string, words: string) => {
    const from = [...text.slice(0, text.indexOf(place))].length;
    return better(text, { ...flag(from, from + [...place].length), better: words });
  };
  expect(said("How satisfied are you with us?", "How satisfied are you with", "How was it for you with us?")).toBe(
    "How was it for you with us?",
  );
  expect(said("Thank you. You are surely happy? Why?", "You are surely", "How is it for you?")).toBe(
    "Thank you. How is it for you? Why?",
  );
  expect(said("👍🏽 Sie sind doch sicher zufrieden", "doch sicher", "Wie ist es für Sie?")).toBe("Wie ist es für Sie?");
  expect(said("Is 3.5 too much, right?", ", right", "How do you find it?")).toBe("How do you find it?");
  expect(better("You do like it?", flag(0, 14))).toBe("You do like it?");
});

it("offers only what can be asked as it stands", () => {
  expect(isQuestion("How was it for you with us?")).toBe(true);
  expect(isQuestion("How do you find …?")).toBe(false);
  expect(isQuestion("Ask without it.")).toBe(false);
  expect(isQuestion("Leave yourself out of it.")).toBe(false);
  expect(isQuestion("Fragen Sie nur nach ihnen: „Und wie ist es bei Ihnen?“")).toBe(false);
});
