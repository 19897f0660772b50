import { describe, expect, it } from "vitest";
import { boardOf, findingOf, firstKnown, knowledgeOf } from "./board";
import { type Facet, facets, type Insight, type Knowledge, type World } from "./queries";

const insight = (id: string, facet: Facet, rest: Partial<Insight> = {}): Insight => ({
  id,
  facet,
  audience: null,
  words: id,
  quote: null,
  evidence: "interview",
  source: null,
  seen_at: "2026-01-01T00:00:00Z",
  due_at: "2027-01-01T00:00:00Z",
  half_life_days: 365,
  fresh: true,
  withdrawn: false,
  assumes: null,
  noted_by: null,
  ...rest,
});
const known = (rest: Partial<Knowledge>): Knowledge => ({
  audience: null,
  seen: [],
  aged: [],
  blank: [],
  evidence: ["interview", "review"],
  ...rest,
});

describe("the board of an audience", () => {
  const world: World = {
    insights: [
      insight("all", "goal"),
      insight("premier", "goal", { audience: "premier" }),
      insight("plus", "goal", { audience: "plus" }),
      insight("gone", "day", { withdrawn: true }),
    ],
    audiences: [known({}), known({ audience: { key: "premier", label: "Premier" }, blank: ["day"] })],
  };

  it("shows its own insights and those about everybody", () => {
    const goals = (audience?: string) =>
      boardOf(world, audience)
        .find(({ facet }) => facet === "goal")
        ?.insights.map(({ id }) => id);
    expect(goals()).toEqual(["all"]);
    expect(goals("premier")).toEqual(["all", "premier"]);
    expect(boardOf(world, undefined).map(({ facet }) => facet)).toEqual(facets);
    expect(boardOf(world, undefined)[0]?.insights).toEqual([]);
  });

  it("knows each audience for itself", () => {
    expect(knowledgeOf(world, "premier").blank).toEqual(["day"]);
    expect(knowledgeOf(world, undefined).blank).toEqual([]);
    expect(knowledgeOf(world, "nobody").audience).toBeNull();
    expect(knowledgeOf({ insights: [], audiences: [] }, undefined).blank).toEqual(facets);
  });
});

describe("the finding", () => {
  it.each([
    [known({ blank: [...facets] }), { key: "nothing" }],
    [known({ blank: ["day"], aged: ["fit"] }), { key: "blank", facets: ["day"] }],
    [known({ aged: ["fit"] }), { key: "aged", facets: ["fit"] }],
    [known({ evidence: ["review"] }), { key: "oneSided" }],
    [known({}), { key: "known" }],
  ] as const)("%#", (knowledge, finding) => {
    expect(findingOf(knowledge)).toEqual(finding);
  });
});

describe("whose board opens first", () => {
  const audience = (key: string) => known({ audience: { key, label: key } });
  const world = (...insights: Insight[]): World =>
    ({ insights, audiences: [known({}), audience("plus"), audience("premier")] }) as World;

  it("is everybody's, unless all that is known is about single audiences", () => {
    expect(firstKnown(world())).toBeUndefined();
    expect(firstKnown(world(insight("a", "day", { audience: "premier" })))).toBe("premier");
    expect(firstKnown(world(insight("a", "day", { audience: "premier" }), insight("b", "goal")))).toBeUndefined();
    expect(firstKnown(world(insight("a", "day", { audience: "plus", withdrawn: true })))).toBeUndefined();
  });
});
