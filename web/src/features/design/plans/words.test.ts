import { beforeAll, describe, expect, it } from "vitest";
import { i18n, loadTexts } from "../../../i18n/i18n";
import * as formats from "../../../lib/format";
import { figuresOf } from "../../../ui/charts/figures";
import { clientMeant, clientsOf, formOf, matches, startNote, tallyOf } from "./delivery";
import { emptyPlan, type PlanDocument } from "./document";
import { fromTemplate } from "./EmptyPlan";
import { brokenStandards, planFinding } from "./finding";
import { rowsOf } from "./paper";
import { markNew, seenBy } from "./preview";
import type { Conduct, Delivery, Kept, TouchpointPlan } from "./queries";
import { placeOf } from "./StatusBar";
import { money, sayings } from "./say";
import { gateSentence, lackSentence, lackVerb, numeralOf, type PlanT } from "./words";

let t: PlanT;
let de: PlanT;
beforeAll(async () => {
  await loadTexts("design/plans");
  await i18n.changeLanguage("de");
  await i18n.changeLanguage("en");
  t = i18n.getFixedT("en", "design/plans") as unknown as PlanT;
  de = i18n.getFixedT("de", "design/plans") as unknown as PlanT;
});

const lack = (field: string, code: string, about: string | null = null) => ({
  field,
  item: null,
  code,
  about,
  message: "as the server says it",
});

describe("the gate in words", () => {
  it.each([
    ["deputy", "empty", null, "No deputy is named", "Choose"],
    ["failures", "no_recovery", "Markets fell", "“Markets fell” has no recovery", "Write it"],
    ["standards", "no_words", null, "An entry of Standards has no words", "Write it"],
    ["window", "window_backwards", null, "The window ends before it begins", "Look"],
    ["expresses", "empty", null, "Expresses of the platform is empty", "Write it"],
    ["purpose", "a_new_code", null, "as the server says it", "Look"],
  ])("%s %s", (field, code, about, sentence, verb) => {
    expect(lackSentence(t, lack(field, code, about))).toBe(sentence);
    expect(lackVerb(t, lack(field, code))).toBe(verb);
  });

  it("counts as people do", () => {
    const say = (n: number, tt = t) =>
      gateSentence(tt, { lacks: Array.from({ length: n }, () => ({ ...lack("deputy", "empty") })) }, 7, (m) =>
        numeralOf(tt, m, String),
      );
    expect(say(0)).toBe("Draft 7 has all it needs");
    expect(say(1)).toBe("One thing keeps draft 7 from going live");
    expect(say(2)).toBe("Two things keep draft 7 from going live");
    expect(say(13)).toBe("13 things keep draft 7 from going live");
    expect(say(2, de)).toBe("Zwei Dinge halten Entwurf 7 noch auf");
  });

  it("leads to where it is mended", () => {
    expect(placeOf({ field: "failures", item: "x", code: "no_recovery" })).toBe("plan-failures-x-recovery");
    expect(placeOf({ field: "trigger", item: null, code: "empty" })).toBe("plan-window");
    expect(placeOf({ field: "currency", item: null, code: "no_currency" })).toBe("plan-minutes");
    expect(placeOf({ field: "senses", item: "2", code: "no_words" })).toBe("plan-senses-2");
  });
});

const format = { ...formats, locale: "en" };
const say = () =>
  sayings(
    t,
    {
      locale: "en",
      decimal: (value: number, digits: number) => format.decimal("en", value, digits),
      count: (value: number) => format.count("en", value),
      day: (at: string | Date, zone?: string) => format.day("en", at, zone),
    } as Parameters<typeof sayings>[1],
    [{ key: "ana", label: "Ana Weber" }],
    [{ key: "in_person", label: "In person" }],
  );

describe("facts in words", () => {
  it("says windows, people and effort", () => {
    const words = say();
    expect(words.window({ from_days: 80, to_days: 100 })).toBe("day 80–100");
    expect(words.window({ from_days: 3, to_days: 3 })).toBe("day 3");
    expect(words.window({ from_days: -7, to_days: -1 })).toContain("−7");
    expect(words.person("ana")).toBe("Ana Weber");
    expect(words.person("gone")).toBe("a former colleague");
    expect(words.person(null)).toBeNull();
    const effort = (part: Partial<PlanDocument>) => words.effort({ ...emptyPlan, ...part });
    expect(effort({ minutes: 75, preparation_minutes: 40, cost_cents: 21_000, currency: "EUR" })).toBe(
      "75 + 40 min, €210",
    );
    expect(effort({ minutes: 5 })).toBe("5 min");
    expect(effort({ preparation_minutes: 5 })).toBe("– + 5 min");
    expect(effort({})).toBeNull();
  });
  it("writes money with or without a currency", () => {
    expect(money("en", 1050, "EUR")).toBe("€10.50");
    expect(money("de", 100_000, "EUR")).toMatch(/^1\.000\s€$/);
    expect(money("en", 1050, null)).toBe("10.50");
  });
});

describe("what the client sees", () => {
  const document: PlanDocument = {
    ...emptyPlan,
    minutes: 75,
    channel: "in_person",
    window: { from_days: 80, to_days: 100 },
    trigger: { kind: "event", event: "kick_off", words: "kick-off" },
    standards: ["a", "b", "c", "d"].map((id) => ({ id, words: `standard ${id}`, wanted: 1 })),
    plus_ones: [
      { id: "p", words: "coffee as last time", state: "active" },
      { id: "q", words: "an idea of ours", state: "idea" },
    ],
    expectations: [
      { level: "must", words: "no surprises", theme: null },
      { level: "delight", words: "they remember", theme: null },
    ],
    failures: [
      { id: "f", words: "ill", recovery: "deputy leads" },
      { id: "g", words: "markets fell", recovery: "" },
    ],
  };
  const around = { organization: "Aldgrove", client: "Hale", touchpoint: "First review", owner: "Ana" };
  const words = (moment: "before" | "during" | "after") =>
    seenBy(t, say(), document, around)[moment].map((each) => each.words);

  it("reads as a letter before", () => {
    expect(words("before")).toEqual([
      "First review",
      "In person · day 80–100 · kick-off",
      "Ana has 75 minutes for you.",
      "no surprises",
      "standard a",
      "standard b",
      "standard c",
    ]);
  });
  it("announces no plus-one, and shows in the room only what is given", () => {
    expect(words("before").join()).not.toContain("coffee");
    expect(words("during")).toContain("coffee as last time");
    expect(words("during").join()).not.toContain("idea of ours");
  });
  it("tells how we make good, never what we have no answer to", () => {
    expect(words("after").join()).toContain("deputy leads");
    expect(words("after").join()).not.toContain("markets fell");
  });
  it("marks what is not as it is live", () => {
    const live = seenBy(t, say(), { ...document, minutes: 60, expectations: [] }, around).before;
    const marks = markNew(seenBy(t, say(), document, around).before, live);
    expect(marks.filter(({ mark }) => mark).map(({ words: said, mark }) => [said, mark])).toEqual([
      ["Ana has 75 minutes for you.", "changed"],
      ["no surprises", "new"],
    ]);
    expect(markNew(live, null).some(({ mark }) => mark)).toBe(false);
  });
});

const estimate = (value: number | null, low: number | null, high: number | null, n: number, badge = "sound") =>
  ({ value, low, high, n, badge, hidden: false }) as Kept["estimate"];
const kept = (id: string, met: number, checked: number, low: number, high: number, badge = "sound"): Kept => ({
  id,
  words: `standard ${id}`,
  wanted: 0.95,
  met,
  checked,
  estimate: estimate(met / checked, low, high, checked, badge),
});

describe("the headline", () => {
  const plan = (part: Partial<TouchpointPlan>) =>
    ({
      touchpoint: { label: "First review" },
      draft: null,
      live: null,
      gate: { lacks: [], filled: [], required: [], complete: true },
      ...part,
    }) as unknown as TouchpointPlan;
  const conduct = (standards: Kept[]) =>
    ({
      standards,
      conduct: {
        perfection: estimate(0.78, 0.63, 0.88, 41),
        do_feel_gap: estimate(1.1, 0.7, 1.5, 29),
        deliveries: 41,
      },
    }) as unknown as Conduct;
  const live = { version: 6, stale_months: null } as TouchpointPlan["live"];
  const find = (part: Partial<TouchpointPlan>, standards: Kept[] | null = null) =>
    planFinding(t, figuresOf("en"), plan(part), standards ? conduct(standards) : null);

  it("names the standard that is broken, the worst first, and only where it is no chance", () => {
    const list = [kept("a", 33, 41, 0.66, 0.9), kept("b", 20, 41, 0.35, 0.64), kept("c", 39, 41, 0.84, 0.99)];
    expect(brokenStandards(list).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(brokenStandards([kept("d", 3, 9, 0.1, 0.7, "counts_only")])).toEqual([]);
    const finding = find({ live }, list);
    expect(finding.headline).toBe("First review: “standard b” was missed in 21 of 41 deliveries");
    expect(finding.lede).toContain("One other standard is kept less often than wanted.");
    expect(finding.lede).toContain("by 1.1 points");
  });
  it("says how often nothing went wrong", () => {
    expect(find({ live }, [kept("c", 39, 41, 0.84, 0.99)]).headline).toBe(
      "First review: nothing went wrong in 78\u00a0% of 41 deliveries",
    );
  });
  it("says where the plan stands while nobody has delivered", () => {
    expect(find({}).headline).toBe("First review has no plan yet");
    expect(find({ live }).headline).toBe("First review goes by live plan 6");
    const draft = { version: 2, state: "draft" } as TouchpointPlan["draft"];
    expect(find({ draft }).headline).toBe("First review: draft 2 is complete and waits to be reviewed");
    const gate = {
      lacks: [lack("deputy", "empty")],
      filled: [],
      required: [],
      complete: false,
    } as TouchpointPlan["gate"];
    expect(find({ draft, gate }).headline).toBe("First review: one thing keeps draft 2 from going live");
  });
});

describe("logging a delivery", () => {
  const known = [
    { key: "C1", name: "Hale" },
    { key: "C2", name: null },
  ];
  it.each([
    ["hale ", { key: "C1", name: "Hale" }],
    ["c2", { key: "C2", name: null }],
    ["Roy", { key: "Roy", name: "Roy" }],
    ["  ", null],
  ])("“%s” means", (typed, expected) => expect(clientMeant(typed, known)).toEqual(expected));

  it("sends what was answered and nothing that was not", () => {
    const noted = {
      ...startNote("id-1"),
      met: { a: true, b: false },
      failures: { f: true },
      others: [
        { words: " late ", recovered: false },
        { words: " ", recovered: true },
      ],
      score: -1,
    };
    const now = new Date("2026-11-22T09:00:00Z");
    expect(formOf(noted, { key: "C1", name: "Hale" }, now)).toEqual({
      external_id: "id-1",
      client: { key: "C1", name: "Hale" },
      occurred_at: "2026-11-22T09:00:00.000Z",
      standards: [
        { id: "a", met: true },
        { id: "b", met: false },
      ],
      defects: [
        { failure: "f", recovered: true },
        { words: "late", recovered: false },
      ],
      self_score: -1,
    });
    expect(tallyOf(noted)).toEqual({ kept: 1, checked: 2, wrong: 2 });
    expect(formOf(startNote("x"), { key: "C2", name: null }, now)).not.toHaveProperty("self_score");
  });

  const delivery = (part: object) =>
    ({ client: { key: "C1", name: "Hale" }, perfect: true, felt: null, felt_waits: false, ...part }) as Delivery;
  it("filters", () => {
    expect(matches(delivery({}), "unasked", "")).toBe(true);
    expect(matches(delivery({ felt_waits: true }), "unasked", "")).toBe(false);
    expect(matches(delivery({ perfect: null }), "perfect", "")).toBe(false);
    expect(matches(delivery({ perfect: false }), "defects", "ha")).toBe(true);
    expect(matches(delivery({ felt: { perception: -1 } }), "short", "c1")).toBe(true);
    expect(matches(delivery({ felt: { perception: 0 } }), "short", "")).toBe(false);
    expect(matches(delivery({}), "all", "roy")).toBe(false);
  });
  it("lists each client once, the latest first", () => {
    const two = [delivery({}), delivery({ client: { key: "C2", name: null } }), delivery({})];
    expect(clientsOf(two).map(({ key }) => key)).toEqual(["C1", "C2"]);
  });
});

it("begins with all that a template knows", () => {
  const template = { purpose: "It is ours.", after_event: { key: "invoice", label: "Invoice" }, within_days: 3 };
  const begun = (part: object) =>
    fromTemplate({ ...template, ...part } as Parameters<typeof fromTemplate>[0], "letter");
  expect(begun({})).toEqual({
    ...emptyPlan,
    purpose: "It is ours.",
    channel: "letter",
    trigger: { kind: "event", event: "invoice", words: "Invoice" },
    window: { from_days: 0, to_days: 3 },
  });
  expect(begun({ after_event: null, within_days: null })).toMatchObject({ trigger: null, window: null });
});

it("fills rows for paper", () => {
  expect(rowsOf([1, 2, 3, 4], 3)).toEqual([
    [1, 2, 3],
    [4, null, null],
  ]);
});
