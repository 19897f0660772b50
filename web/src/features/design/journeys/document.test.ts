import { describe, expect, it } from "vitest";
import {
  addStep,
  circleIn,
  freeId,
  leadTo,
  moveStep,
  newStep,
  nudgeStep,
  removeStep,
  stageRuns,
  startFrom,
  waysOf,
} from "./document";
import type { JourneyDocument, Spot } from "./queries";

function journey(...steps: [id: string, stage: string][]): JourneyDocument {
  return {
    version: 1,
    name: "x",
    note: "",
    audience: null,
    filters: [],
    steps: steps.map(([id, stage]) => newStep(id, stage, id.toUpperCase())),
  };
}

const ids = (document: JourneyDocument) => document.steps.map((step) => step.id).join("");
const four = journey(["a", "join"], ["b", "join"], ["c", "serve"], ["d", "serve"]);

describe("moving", () => {
  it.each([
    ["a", 3, "bcda"],
    ["d", 0, "dabc"],
    ["b", 1, "abcd"],
    ["b", 99, "acdb"],
    ["c", -1, "cabd"],
  ])("puts %s at %i and keeps all steps", (id, place, order) => {
    expect(ids(moveStep(four, id, place))).toBe(order);
  });
  it("joins the stage where it is dropped", () => {
    const moved = moveStep(four, "a", 3, "serve");
    expect(moved.steps[3]).toMatchObject({ id: "a", stage: "serve" });
  });
  it("is no change where nothing moves", () => {
    expect(moveStep(four, "b", 1, "join")).toBe(four);
    expect(moveStep(four, "?", 1)).toBe(four);
  });
  it("goes by the arrows into the next stage first, then past the neighbour", () => {
    const once = nudgeStep(four, "b", 1);
    expect(ids(once)).toBe("abcd");
    expect(once.steps[1]?.stage).toBe("serve");
    expect(ids(nudgeStep(once, "b", 1))).toBe("acbd");
    expect(nudgeStep(four, "a", -1)).toBe(four);
    expect(nudgeStep(four, "d", 1)).toBe(four);
  });
});

describe("ways", () => {
  it("lead from step to step where nobody says otherwise", () => {
    expect(waysOf(four).map((way) => way.join(""))).toEqual(["ab", "bc", "cd"]);
  });
  it("may part, and are forgotten again when they are as in order", () => {
    const parted = leadTo(four, "a", ["b", "c"]);
    expect(parted?.links).toHaveLength(4);
    expect(parted && leadTo(parted, "a", ["b"])?.links).toBeNull();
  });
  it("never lead in a circle", () => {
    expect(leadTo(four, "d", ["a"])).toBeNull();
    expect(
      circleIn([
        ["a", "b"],
        ["b", "a"],
      ]),
    ).toBe(true);
    expect(
      circleIn([
        ["a", "b"],
        ["a", "c"],
        ["b", "d"],
        ["c", "d"],
      ]),
    ).toBe(false);
  });
  it("lead on past a step that is taken out", () => {
    const parted = leadTo(four, "a", ["b", "c"]) as JourneyDocument;
    const without = removeStep(parted, "c");
    expect(ids(without)).toBe("abd");
    expect(without.links?.map(({ from, to }) => from + to).sort()).toEqual(["ab", "ad", "bd"]);
  });
});

it("adds a step where it is wanted, under an id of its own", () => {
  const id = freeId(four.steps);
  expect(four.steps.some((step) => step.id === id)).toBe(false);
  expect(id).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
  expect(ids(addStep(four, 2, newStep("x", "join", "X")))).toBe("abxcd");
});

it("heads neighbours of one stage together", () => {
  expect(stageRuns(four.steps)).toEqual([
    { stage: "join", from: 0, many: 2 },
    { stage: "serve", from: 2, many: 2 },
  ]);
});

describe("beginning from the inventory", () => {
  const stages = [
    { key: "join", label: "Join" },
    { key: "serve", label: "Serve" },
    { key: "leave", label: "Leave" },
  ];
  const spot = (key: string, stage: string, more: Partial<Spot> = {}) =>
    ({ key, label: key, kind: "dynamic", existence: "live", stage: { key: stage, label: stage }, ...more }) as Spot;
  const spots = [
    spot("form", "join", { kind: "static" }),
    spot("call", "join"),
    spot("app", "serve", { kind: "static", moment_of_truth: true }),
    spot("letter", "serve", { existence: "missing", moment_of_truth: true }),
  ];
  it("takes one step for each moment of truth that is there", () => {
    const made = startFrom("moments", "x", stages, spots, "First");
    expect(made?.steps.map((step) => step.touchpoint)).toEqual(["app"]);
    expect(made?.steps[0]).toMatchObject({ moment_of_truth: true, feeling: null });
  });
  it("takes one step for each stage, where people meet if there is such a touchpoint", () => {
    const made = startFrom("stages", "x", stages, spots, "First");
    expect(made?.steps.map((step) => step.touchpoint)).toEqual(["call", "app"]);
  });
  it("makes nothing of nothing", () => {
    expect(startFrom("moments", "x", stages, [], "First")).toBeNull();
    expect(startFrom("empty", "x", [], [], "First")).toBeNull();
    expect(startFrom("empty", "x", stages, [], "First")?.steps[0]).toMatchObject({ label: "First", stage: "join" });
  });
});
