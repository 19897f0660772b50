import { describe, expect, it } from "vitest";
import { cardsOf, dotsOf, ghostsOf } from "./cards";
import { type Grid, layOut } from "./grid/layout";
import { type Arrow, neighbour, spotOf, step } from "./grid/steps";
import { headlineOf } from "./headline";
import { parseOrder, sortCards, writeOrder } from "./list/order";
import { finding, inventory, plan, STAGES, touchpoint } from "./sample";
import type { Touchpoint } from "./types";
import { isGhostShown, isShown, parseFilters, withFilter } from "./view";

const cards = (...touchpoints: Touchpoint[]) => cardsOf(touchpoints, [], []);
const whole = { group: false, audiences: [] };

/** A grid as text: a row of cells a line, what stands in a cell joined by "+". */
function drawn(grid: Grid): string[] {
  return grid.groups.flatMap(({ key, rows }) =>
    rows.map(({ channel, cells }) => {
      const words = cells.map((cell) =>
        cell.decision
          ? "–"
          : [
              ...cell.cards.map(({ touchpoint: { label } }) => label),
              ...cell.ghosts.map(({ findings }) => `#${findings}`),
            ].join("+"),
      );
      return `${key ? `${key}: ` : ""}${channel?.key ?? "none"}|${words.join("|")}`;
    }),
  );
}

describe("a card", () => {
  const call = touchpoint("Call", { our_attention: 2 });
  it("measures attention on the live plan, else takes the estimate", () => {
    expect(cardsOf([call], [], [])[0]).toMatchObject({ attention: 2, planned: false, state: "live" });
    expect(cardsOf([call], [plan(call.id)], [])[0]).toMatchObject({ attention: 4, planned: true, state: "live" });
    const draft = plan(call.id, { live: null, draft: { version: 1, state: "draft" }, lacks: 4 });
    expect(cardsOf([call], [draft], [])[0]).toMatchObject({ attention: 2, planned: false, lacks: 4 });
  });
  it("is stale where it is live on a plan past its review", () => {
    const stale = plan(call.id, { live: { version: 2, review_by: "2025-09-01", stale_months: 14 } });
    expect(cardsOf([call], [stale], [])[0]).toMatchObject({ state: "stale", staleMonths: 14 });
    const over = touchpoint("Call", { existence: "retired" });
    expect(cardsOf([over], [stale], [])[0]).toMatchObject({ state: "retired", staleMonths: null });
  });
  it("carries the numbers of its findings; findings without one become ghosts", () => {
    const findings = [finding(1, "Call back", undefined, call.key), finding(2, "Visit")];
    expect(cardsOf([call], [], findings)[0]?.findings).toEqual([1]);
    expect(ghostsOf(findings, "en", String).map(({ findings: nos, label }) => [nos, label])).toEqual([[[2], "Visit"]]);
  });
  it("are one where several findings ask for the same, and no gap where they only point at a place", () => {
    const twice = [finding(1, "Visit"), finding(2, "Visit"), finding(3, "Visit", ["after", "phone"])];
    expect(ghostsOf(twice, "en", String).map(({ findings: nos }) => nos)).toEqual([[1, 2], [3]]);
    const place = finding(4, "");
    const ghosts = ghostsOf([{ ...place, suggestion: { ...place.suggestion, label: null } }], "en", () => "look here");
    expect(ghosts[0]).toMatchObject({ label: "look here", nameless: true });
    expect(headlineOf([], ghosts, STAGES)).toEqual({ says: "covered", total: 0 });
  });
  it("has as many dots as it has attention, halves not given away", () => {
    expect([0, 0.4, 0.5, 0.6, 3.5, 4.51, 5].map(dotsOf)).toEqual([0, 0, 0, 1, 3, 5, 5]);
  });
});

describe("the grid", () => {
  const call = touchpoint("Call");
  const brief = touchpoint("Brief", { at: ["after", "letter"] });
  it("has every stage and channel, whether anything is there or not", () => {
    expect(drawn(layOut(inventory([]), [], [], whole))).toEqual(["phone|||", "letter|||"]);
    expect(drawn(layOut(inventory([]), cards(call, brief), [], whole))).toEqual(["phone||Call|", "letter|||Brief"]);
  });
  it("keeps a cell's order by position, then by name", () => {
    const list = cards(
      touchpoint("Zoo", { position: 1 }),
      touchpoint("Bee", { position: 2 }),
      touchpoint("Ant", { position: 2 }),
    );
    expect(drawn(layOut(inventory([]), list, [], whole))[0]).toBe("phone||Zoo+Ant+Bee|");
  });
  it("gives what has no stage or channel a place at the end", () => {
    const lost = touchpoint("Lost", { stage: null, channel: null });
    const grid = layOut(inventory([]), cards(lost), [], whole);
    expect(grid.columns.at(-1)?.stage).toBeNull();
    expect(drawn(grid)).toEqual(["phone||||", "letter||||", "none||||Lost"]);
  });
  it("shows suggestions where they would go, and counts them as missing", () => {
    const ghosts = ghostsOf([finding(7, "Visit", ["after", "phone"])], "en", String);
    const grid = layOut(inventory([]), cards(call, touchpoint("Gone", { existence: "missing" })), ghosts, whole);
    expect(drawn(grid)[0]).toBe("phone||Call+Gone|#7");
    expect(grid.columns.map(({ live, missing }) => [live, missing])).toEqual([
      [0, 0],
      [1, 1],
      [0, 1],
    ]);
  });
  const forAll = { stage: "after", channel: "phone", audience: null, reason: "they have left" };
  const forHeirs = { ...forAll, stage: "enquire", audience: "heirs" };
  it("says where nothing applies, unless something stands there", () => {
    const firm = inventory([], { cells: [forAll, forHeirs] });
    expect(drawn(layOut(firm, [], [], whole))[0]).toBe("phone|||–");
    expect(drawn(layOut(firm, [], [], { group: false, audiences: ["heirs"] }))[0]).toBe("phone|–||–");
    expect(drawn(layOut(firm, cards(touchpoint("Call", { at: ["after", "phone"] })), [], whole))[0]).toBe(
      "phone|||Call",
    );
  });
  it("groups by audience: for everybody first, rows without anything left out", () => {
    const heirs = touchpoint("Will", { audiences: [{ key: "heirs", label: "Heirs" }], at: ["after", "letter"] });
    const firm = inventory([], { cells: [forHeirs] });
    const grid = layOut(firm, cards(call, heirs), [], { group: true, audiences: [] });
    expect(drawn(grid)).toEqual(["phone||Call|", "heirs: phone|–||", "heirs: letter|||Will"]);
  });
});

describe("arrows", () => {
  const grid = layOut(
    inventory([]),
    cards(touchpoint("A"), touchpoint("B"), touchpoint("C", { at: ["serve", "letter"] })),
    [],
    whole,
  );
  const at = (row: number, column: number, index = 0) => ({ group: 0, row, column, index });
  const walk = (from: ReturnType<typeof at>, ...arrows: Arrow[]) =>
    arrows.reduce((spot, arrow) => step(grid, spot, arrow), from);
  it("go down through a cell's cards, its button, then to the next row", () => {
    expect(walk(at(0, 1), "ArrowDown")).toEqual(at(0, 1, 1));
    expect(walk(at(0, 1), "ArrowDown", "ArrowDown")).toEqual(at(0, 1, 2));
    expect(walk(at(0, 1, 2), "ArrowDown")).toEqual(at(1, 1, 0));
    expect(walk(at(1, 1, 0), "ArrowUp")).toEqual(at(0, 1, 2));
  });
  it("go across to the nearest thing in the cell beside, and stop at the edges", () => {
    expect(walk(at(0, 1, 1), "ArrowRight")).toEqual(at(0, 2, 0));
    expect(walk(at(0, 2), "ArrowRight")).toEqual(at(0, 2));
    expect(walk(at(0, 0), "ArrowUp")).toEqual(at(0, 0));
    expect(walk(at(1, 0), "End", "Home")).toEqual(at(1, 0));
  });
  it("find the cell to move a card to", () => {
    expect(neighbour(grid, at(0, 1), "ArrowLeft")).toEqual(at(0, 0));
    expect(neighbour(grid, at(0, 1), "ArrowUp")).toBeNull();
    expect(spotOf(grid, "id-b")).toEqual(at(0, 1, 1));
    expect(spotOf(grid, "id-nowhere")).toBeNull();
  });
});

describe("the headline", () => {
  const missing = (label: string, stage: string) => touchpoint(label, { existence: "missing", at: [stage, "phone"] });
  const owned = (label: string) => touchpoint(label);
  it("says what is missing, and where most of it is", () => {
    const list = cards(missing("A", "after"), missing("B", "after"), missing("C", "serve"));
    expect(headlineOf(list, [], STAGES)).toEqual({ says: "missing", count: 3, stage: "After", there: 2 });
    expect(headlineOf(cards(missing("A", "after"), missing("C", "serve")), [], STAGES)).toMatchObject({ stage: null });
    const ghosts = ghostsOf([finding(1, "Visit")], "en", String);
    expect(headlineOf(cards(), ghosts, STAGES)).toMatchObject({ says: "missing", count: 1, stage: null });
  });
  it("then who is missing, what is old, what is coming, what has no plan", () => {
    const alone = touchpoint("Call", { owner: null, moment_of_truth: true });
    expect(headlineOf(cards(alone), [], STAGES)).toEqual({ says: "unowned", count: 1 });
    const [call, letter] = [owned("Call"), owned("Letter")];
    const old = plan(call.id, { live: { version: 1, review_by: null, stale_months: 3 } });
    expect(headlineOf(cardsOf([call, letter], [old], []), [], STAGES)).toEqual({ says: "stale", count: 1, total: 2 });
    expect(headlineOf(cards(touchpoint("Call", { existence: "planned" })), [], STAGES)).toEqual({
      says: "planned",
      count: 1,
    });
    expect(headlineOf(cardsOf([call, letter], [plan(call.id)], []), [], STAGES)).toEqual({
      says: "unplanned",
      count: 1,
      total: 2,
    });
    expect(headlineOf(cardsOf([call], [plan(call.id)], []), [], STAGES)).toEqual({ says: "covered", total: 1 });
  });
});

describe("filters", () => {
  const [call] = cards(
    touchpoint("Call back", { department: "Front, desk", audiences: [{ key: "heirs", label: "Heirs" }] }),
  );
  if (!call) throw new Error("no card");
  const shown = (...where: string[]) => isShown(call, parseFilters(where), "");
  it("read what they wrote, commas and all", () => {
    const where = withFilter(undefined, { dimension: "department", is: ["Front, desk", "none"] });
    expect(parseFilters(where)).toEqual([{ dimension: "department", is: ["Front, desk", "none"] }]);
    expect(withFilter(where, { dimension: "department", is: [] })).toBeUndefined();
    expect(parseFilters(["nonsense=1", "kind=", "kind"])).toEqual([]);
  });
  it("keep what answers to all of them", () => {
    expect(shown("kind=dynamic,static", "state=live")).toBe(true);
    expect(shown("department=Front%2C desk")).toBe(true);
    expect(shown("owner=none")).toBe(false);
    expect(shown("moment=yes")).toBe(false);
    expect(isShown(call, [], "BACK")).toBe(true);
  });
  it("keep what is for every client with any audience, and what is stale with live", () => {
    expect(shown("audience=others")).toBe(false);
    expect(isShown({ ...call, touchpoint: touchpoint("Call") }, parseFilters(["audience=others"]), "")).toBe(true);
    expect(isShown({ ...call, state: "stale" }, parseFilters(["state=live"]), "")).toBe(true);
  });
  it("leave out what is over until it is asked for", () => {
    const [over] = cards(touchpoint("Fax", { existence: "retired" }));
    if (!over) throw new Error("no card");
    expect(isShown(over, [], "")).toBe(false);
    expect(isShown(over, parseFilters(["state=retired"]), "")).toBe(true);
  });
  it("keep suggestions only where they could answer", () => {
    const [ghost] = ghostsOf([finding(1, "Visit")], "en", String);
    if (!ghost) throw new Error("no ghost");
    expect(isGhostShown(ghost, [], "")).toBe(true);
    expect(isGhostShown(ghost, parseFilters(["state=missing"]), "")).toBe(true);
    expect(isGhostShown(ghost, parseFilters(["owner=ana"]), "")).toBe(false);
  });
});

describe("the list", () => {
  const list = cards(
    touchpoint("B", { at: ["after", "phone"], importance: 5, our_attention: 1 }),
    touchpoint("A", { at: ["serve", "letter"], owner: null }),
    touchpoint("C", { at: ["serve", "phone"], existence: "missing", our_attention: 3 }),
  );
  const by = (sort?: string) =>
    sortCards(list, parseOrder(sort), inventory([]), "en")
      .map(({ touchpoint: { label } }) => label)
      .join("");
  it("follows a client's life without a word", () => {
    expect(by()).toBe("CAB");
    expect(by("-place")).toBe("BAC");
  });
  it("sorts by each column, what has nothing there last", () => {
    expect(by("touchpoint")).toBe("ABC");
    expect(by("-importance")).toBe("BCA");
    expect(by("attention")).toBe("BCA");
    expect(by("-attention")).toBe("CBA");
    expect(by("owner")).toBe("CBA");
    expect(by("state")).toBe("CAB");
    expect(by("channel")).toBe("CBA");
  });
  it("writes its order into the address only where it is another", () => {
    expect(writeOrder(parseOrder("-importance"))).toBe("-importance");
    expect(writeOrder(parseOrder("nonsense"))).toBeUndefined();
  });
});
