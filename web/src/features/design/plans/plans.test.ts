import { describe, expect, it } from "vitest";
import { byItem, changesBetween, countChanges } from "./changes";
import { emptyPlan, moved, type PlanDocument, same, tidied } from "./document";
import { mergePlans, settle } from "./merge";

const standard = (id: string, words = id, wanted = 0.95) => ({ id, words, wanted });
const plan = (part: Partial<PlanDocument>): PlanDocument => ({ ...emptyPlan, ...part });
const standards = (...ids: string[]) => plan({ standards: ids.map((id) => standard(id)) });
const ids = (document: PlanDocument) => document.standards.map(({ id }) => id).join("");

describe("what differs", () => {
  const check = (from: Partial<PlanDocument>, to: Partial<PlanDocument>, expected: unknown[]) =>
    expect(changesBetween(plan(from), plan(to))).toMatchObject(expected);

  it("is nothing between equals", () => check({ purpose: "x" }, { purpose: "x" }, []));
  it("is a field", () =>
    check({ purpose: "x" }, { purpose: "y" }, [{ field: "purpose", kind: "changed", from: "x", to: "y" }]));
  it("looks into a field of parts", () =>
    check({ window: { from_days: 85, to_days: 95 } }, { window: { from_days: 80, to_days: 100 } }, [
      { field: "window", kind: "changed" },
    ]));
  it("is an item that came, went or was reworded", () =>
    check({ standards: [standard("a"), standard("b")] }, { standards: [standard("b", "better"), standard("c")] }, [
      { kind: "reworded", item: "b" },
      { kind: "added", item: "c" },
      { kind: "removed", item: "a", place: 0 },
    ]));
  it("is a word of a list", () =>
    check({ emotions: ["heard"] }, { emotions: ["heard", "relieved"] }, [
      { field: "emotions", kind: "added", item: "relieved" },
    ]));

  it.each([
    ["abcdef", "aebcdf", [["e", 5, 2]]],
    ["abc", "cab", [["c", 3, 1]]],
    ["abc", "bca", [["a", 1, 3]]],
    ["ab", "ba", [["b", 2, 1]]],
    [
      "abcd",
      "dcab",
      [
        ["d", 4, 1],
        ["c", 3, 2],
      ],
    ],
    ["abc", "abc", []],
    // What only moved up because something above it went did not move.
    ["abc", "bc", []],
  ] as const)("%s to %s: only what left its place moved", (from, to, expected) => {
    const changes = changesBetween(standards(...from), standards(...to)).filter(({ kind }) => kind === "moved");
    expect(changes.map((change) => change.kind === "moved" && [change.item, change.from, change.to])).toEqual(expected);
  });

  it("counts an item once, though it moved and was reworded", () => {
    const from = standards("a", "b");
    const to = plan({ standards: [standard("b", "new"), standard("a")], purpose: "p" });
    const changes = changesBetween(from, to);
    expect(byItem(changes, "standards").get("b")).toHaveLength(2);
    expect(countChanges(changes)).toBe(2);
  });
});

describe("moving", () => {
  it.each([
    [0, 2, "bca"],
    [2, 0, "cab"],
    [1, 1, "abc"],
    [0, -1, "abc"],
    [2, 3, "abc"],
  ] as const)("from %i to %i", (from, to, expected) => {
    expect(moved([..."abc"], from, to).join("")).toBe(expected);
  });
});

describe("two people at one plan", () => {
  const base = plan({ purpose: "p", minutes: 30, standards: [standard("a"), standard("b"), standard("c")] });

  it("keeps what each changed alone", () => {
    const merged = mergePlans(base, { ...base, purpose: "mine" }, { ...base, minutes: 45 });
    expect(merged.document).toMatchObject({ purpose: "mine", minutes: 45 });
    expect(merged).toMatchObject({ conflicts: [], theirs: ["minutes"] });
  });
  it("is no conflict when both say the same", () => {
    expect(mergePlans(base, { ...base, purpose: "x" }, { ...base, purpose: "x" }).conflicts).toEqual([]);
  });
  it("names a field that both changed, and takes the choice", () => {
    const merged = mergePlans(base, { ...base, purpose: "mine" }, { ...base, purpose: "theirs" });
    const [conflict] = merged.conflicts;
    expect(conflict).toMatchObject({ field: "purpose", base: "p", mine: "mine", theirs: "theirs", both: true });
    if (!conflict) return;
    expect(settle(merged.document, conflict, "mine", String).purpose).toBe("mine");
    expect(settle(merged.document, conflict, "theirs", String).purpose).toBe("theirs");
    expect(settle(merged.document, conflict, "both", String).purpose).toBe("mine\ntheirs");
  });
  it("does not offer two numbers or two days at once", () => {
    const merged = mergePlans(
      base,
      { ...base, minutes: 40, review_by: "2027-01-01" },
      { ...base, minutes: 50, review_by: "2027-02-01" },
    );
    expect(merged.conflicts.map(({ both }) => both)).toEqual([false, false]);
  });
  it("merges lists item by item: additions of both stay, removals of either go", () => {
    const mine = { ...base, standards: [standard("a"), standard("m"), standard("b"), standard("c")] };
    const theirs = { ...base, standards: [standard("a"), standard("b"), standard("t")] };
    const merged = mergePlans(base, mine, theirs);
    expect(ids(merged.document)).toBe("ambt");
    expect(merged.conflicts).toEqual([]);
  });
  it("follows whoever moved", () => {
    const mine = { ...base, standards: [standard("a"), standard("b", "better"), standard("c")] };
    expect(ids(mergePlans(base, mine, { ...base, standards: standards(..."cab").standards }).document)).toBe("cab");
    expect(ids(mergePlans(base, { ...base, standards: standards(..."cab").standards }, base).document)).toBe("cab");
  });
  it("asks when both moved, and takes either order", () => {
    const mine = { ...base, standards: standards(..."bac").standards };
    const theirs = { ...base, standards: standards(..."cab").standards };
    const { document, conflicts } = mergePlans(base, mine, theirs);
    expect(conflicts).toMatchObject([{ field: "standards", part: "order" }]);
    const [conflict] = conflicts;
    if (conflict) expect(ids(settle(document, conflict, "theirs", String))).toBe("cab");
    expect(ids(document)).toBe("bac");
  });
  it("keeps both wordings of one item as two", () => {
    const mine = { ...base, standards: [standard("a", "mine"), standard("b"), standard("c")] };
    const theirs = { ...base, standards: [standard("a", "theirs"), standard("b"), standard("c")] };
    const { document, conflicts } = mergePlans(base, mine, theirs);
    const [conflict] = conflicts;
    expect(conflict).toMatchObject({ item: "a", both: true });
    if (!conflict) return;
    const both = settle(document, conflict, "both", () => "z");
    expect(both.standards.map(({ words }) => words)).toEqual(["mine", "theirs", "b", "c"]);
    expect(ids(both)).toBe("azbc");
  });
  it("does not throw away what one went on writing at while the other removed it", () => {
    const without = { ...base, standards: standards(..."ab").standards };
    const reworded = { ...base, standards: [standard("a"), standard("b"), standard("c", "longer")] };
    expect(ids(mergePlans(base, without, reworded).document)).toBe("abc");
    const merged = mergePlans(base, reworded, without);
    expect(ids(merged.document)).toBe("abc");
    expect(merged.conflicts).toMatchObject([{ item: "c", theirs: undefined, both: false }]);
    const [conflict] = merged.conflicts;
    if (conflict) expect(ids(settle(merged.document, conflict, "theirs", String))).toBe("ab");
  });
  it("loses nothing, whatever two people do: every word of either is in the outcome or in a conflict", () => {
    let seed = 7;
    const next = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * n);
    };
    for (let round = 0; round < 300; round += 1) {
      const edit = (name: string): PlanDocument => {
        let list = [...base.standards];
        for (let step = 0; step < 3; step += 1) {
          const at = next(list.length);
          const what = next(3);
          if (what === 0) list = [...list.slice(0, at), standard(`${name}${step}`), ...list.slice(at)];
          if (what === 1) list = moved(list, at, next(list.length));
          const one = list[at];
          if (what === 2 && one) list[at] = { ...one, words: `${one.words}${name}` };
        }
        return { ...base, standards: list, purpose: next(2) ? `${name} purpose` : base.purpose };
      };
      const [mine, theirs] = [edit("m"), edit("t")];
      const { document, conflicts } = mergePlans(base, mine, theirs);
      const said = JSON.stringify([document, conflicts]);
      for (const side of [mine, theirs]) {
        for (const { words } of side.standards) expect(said).toContain(words);
        expect(said).toContain(side.purpose);
      }
      expect(new Set(document.standards.map(({ id }) => id)).size).toBe(document.standards.length);
    }
  });
});

it("compares plain data however deep", () => {
  expect(same({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
  expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(same([], {})).toBe(false);
});

it("knows what the server will make of what is being typed", () => {
  const typed = plan({
    purpose: " hear them ",
    emotions: ["heard", " "],
    currency: "eur",
    channel: "",
    failures: [{ id: "f", words: "ill ", recovery: "" }],
  });
  expect(tidied(typed)).toEqual(
    plan({
      purpose: "hear them",
      emotions: ["heard"],
      currency: "EUR",
      failures: [{ id: "f", words: "ill", recovery: "" }],
    }),
  );
});
