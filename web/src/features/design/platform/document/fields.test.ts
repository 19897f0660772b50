import { describe, expect, it } from "vitest";
import type { PlatformDocument } from "../queries";
import { emptyDocument, merge, withMovedPart, withNewPart, withoutPart, withPart, withText } from "./fields";

const base: PlatformDocument = {
  ...emptyDocument,
  theme: "A steady hand",
  promise: [
    { key: "first", words: "We call first" },
    { key: "plain", words: "In plain words" },
  ],
  feel: "unhurried",
};

describe("editing", () => {
  it("changes one field and nothing else", () => {
    expect(withText(base, "senses.smell", "paper").senses).toEqual({ ...base.senses, smell: "paper" });
    expect(withText(base, "act", "decide")).toEqual({ ...base, act: "decide" });
    expect(withPart(base, 1, "Plainly").promise[1]).toEqual({ key: "plain", words: "Plainly" });
    expect(withNewPart(base, "Own it").promise[2]).toEqual({ key: "", words: "Own it" });
    expect(withoutPart(base, 0).promise).toEqual([base.promise[1]]);
  });
  it("moves a part, but not over the ends", () => {
    expect(withMovedPart(base, 0, 1).promise.map(({ key }) => key)).toEqual(["plain", "first"]);
    expect(withMovedPart(base, 0, -1)).toBe(base);
    expect(withMovedPart(base, 1, 1)).toBe(base);
  });
});

describe("two who edit the same platform", () => {
  it("both keep what only they touched", () => {
    const mine = withText(base, "act", "sleep well");
    const theirs = withText(base, "feel", "heard");
    expect(merge(base, mine, theirs)).toEqual({ document: { ...base, act: "sleep well", feel: "heard" }, clashes: [] });
  });
  it("are told of a field that both wrote", () => {
    const { document, clashes } = merge(base, withText(base, "theme", "Calm"), withText(base, "theme", "Early"));
    expect(document.theme).toBe("Early");
    expect(clashes).toEqual([{ field: "theme", mine: "Calm", theirs: "Early" }]);
  });
  it("agree where both wrote the same", () => {
    const same = withText(base, "theme", "Calm");
    expect(merge(base, same, same)).toEqual({ document: same, clashes: [] });
  });
  it("keep parts that one added, and the words that one polished", () => {
    const mine = withNewPart(withPart(base, 0, "We ring first"), "");
    const theirs = { ...base, promise: [...base.promise, { key: "own", words: "Own it" }] };
    const { document, clashes } = merge(base, mine, theirs);
    expect(document.promise.map(({ words }) => words)).toEqual(["We ring first", "In plain words", "Own it", ""]);
    expect(clashes).toEqual([]);
  });
  it("lose a part that one removed, unless the other has just rewritten it", () => {
    expect(merge(base, withoutPart(base, 1), base).document.promise).toEqual([base.promise[0]]);
    const rewritten = withPart(base, 1, "Plainly");
    expect(merge(base, withoutPart(base, 1), rewritten).document.promise[1]?.words).toBe("Plainly");
  });
  it("are told of a part that both polished", () => {
    const { clashes } = merge(base, withPart(base, 0, "A"), withPart(base, 0, "B"));
    expect(clashes).toEqual([{ field: "promise", part: "first", mine: "A", theirs: "B" }]);
  });
  it("keep the order of who moved", () => {
    const moved = withMovedPart(base, 0, 1);
    expect(merge(base, moved, base).document.promise.map(({ key }) => key)).toEqual(["plain", "first"]);
    expect(merge(base, base, moved).document.promise.map(({ key }) => key)).toEqual(["plain", "first"]);
  });
});
