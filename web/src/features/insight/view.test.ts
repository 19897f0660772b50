import { expect, test } from "vitest";
import { figuresOf } from "../../ui/charts/figures";
import { cellText } from "../../ui/charts/twin";
import { boardFrame, commonScale } from "./board/frame";
import { scoreboardTwin } from "./board/twin";
import { choicesOf, matches, parseFilters, withFilter } from "./filters";
import { groupByStage, nextOrder, parseOrder, sortRows, writeOrder } from "./order";
import { isYearBefore, periodChoices, readPeriod } from "./periods";
import { answerFilters, type Scoreboard } from "./queries";
import { estimateOf, rowOf, textsOf } from "./sample";
import { barParts, parseScale, shareOf, standingOf, standingWords } from "./scales";

test("filters read as they are written", () => {
  expect(parseFilters(["attr.barea=A,B", "stage=wait", "nonsense", "attr.x="])).toEqual([
    { dimension: "attr.barea", is: ["A", "B"] },
    { dimension: "stage", is: ["wait"] },
  ]);
  expect(withFilter(["attr.barea=A"], { dimension: "attr.barea", is: ["A", "C"] })).toEqual(["attr.barea=A,C"]);
  expect(withFilter(["attr.barea=A"], { dimension: "stage", is: ["wait"] })).toEqual(["attr.barea=A", "stage=wait"]);
  expect(withFilter(["attr.barea=A"], { dimension: "attr.barea", is: [] })).toBeUndefined();
});

test("stage and channel choose rows, only attributes choose answers", () => {
  expect(answerFilters(["stage=wait", "attr.barea=A", "channel=web"])).toEqual(["attr.barea=A"]);
  const wait = { label: "Wifi in the terminals", stage: { key: "wait" }, channel: { key: "web" } };
  expect(matches(wait, parseFilters(["stage=wait,arrive", "attr.barea=A"]), "")).toBe(true);
  expect(matches(wait, parseFilters(["stage=arrive"]), "")).toBe(false);
  expect(matches(wait, [], "WIFI")).toBe(true);
  expect(matches(wait, [], "shop")).toBe(false);
  expect(matches({ ...wait, stage: null }, parseFilters(["stage=wait"]), "")).toBe(false);
});

test("only what has groups is offered as a filter", () => {
  const value = (code: string) => ({ code, label: code, n: 10 });
  const choices = choicesOf(
    {
      attributes: [
        { key: "trip", label: "Trip", values: [value("1"), value("2")] },
        { key: "one", label: "One", values: [value("1")] },
        { key: "zip", label: "ZIP", values: Array.from({ length: 400 }, (_, at) => value(String(at))) },
      ],
      stages: [{ key: "wait", label: "Wait" }],
      channels: [],
      touchpoints: [],
      questions: [],
      sources: [],
      periods: { from: null, to: null, years: [], default: null, against: null },
    },
    { stage: "Stage", channel: "Channel" },
  );
  expect(choices.map((choice) => choice.dimension)).toEqual(["attr.trip"]);
});

test("the worst comes first, few answers after, unknown last, whichever way", () => {
  const rows = [
    rowOf("Unknown", { estimate: null }),
    rowOf("Good", { estimate: estimateOf(4.4) }),
    rowOf("Few", { estimate: estimateOf(2.1, 0.3, 12) }),
    rowOf("Bad", { estimate: estimateOf(3.6) }),
  ];
  const order = (text: string | undefined) => sortRows(rows, parseOrder(text), "en").map((row) => row.touchpoint.label);
  expect(order(undefined)).toEqual(["Bad", "Good", "Few", "Unknown"]);
  expect(order("-score")).toEqual(["Good", "Bad", "Few", "Unknown"]);
  expect(order("touchpoint")).toEqual(["Bad", "Few", "Good", "Unknown"]);
  expect(order("-n")).toEqual(["Bad", "Good", "Few", "Unknown"]);
});

test("an order survives the address, and pressing a head turns it", () => {
  expect(writeOrder(parseOrder("-change"))).toBe("-change");
  expect(writeOrder(parseOrder("score"))).toBeUndefined();
  expect(parseOrder("worth")).toEqual({ column: "score", descending: false });
  expect(nextOrder(parseOrder(undefined), "score")).toEqual({ column: "score", descending: true });
  expect(nextOrder(parseOrder(undefined), "change")).toEqual({ column: "change", descending: true });
});

test("groups stand in the order of stages, what has none last", () => {
  const wait = rowOf("Wifi");
  const rows = [rowOf("Loose"), { ...wait, touchpoint: { ...wait.touchpoint, stage: { key: "wait", label: "Wait" } } }];
  const groups = groupByStage(
    rows,
    [
      { key: "arrive", label: "Arrive" },
      { key: "wait", label: "Wait" },
    ],
    "No stage",
  );
  expect(groups.map((group) => [group.label, group.rows.length])).toEqual([
    ["Wait", 1],
    ["No stage", 1],
  ]);
});

test("yearly surveys are offered by year, living data by quarter and up to today", () => {
  const years = ["2014", "2015", "2016", "2017"];
  const now = new Date("2026-11-22T00:00:00Z");
  const waves = periodChoices(
    { from: "2014-05-01T00:00:00Z", to: "2017-06-01T00:00:00Z", years, default: null, against: null },
    now,
  );
  expect(waves.map((choice) => choice.key)).toEqual(["2017", "2016", "2015", "2014", "2014..2017"]);
  const living = periodChoices(
    { from: "2025-01-10T00:00:00Z", to: "2026-11-20T00:00:00Z", years: ["2025", "2026"], default: null, against: null },
    now,
  );
  expect(living.map((choice) => choice.key)).toEqual([
    "last-90-days",
    "last-12-months",
    "2026-Q4",
    "2026-Q3",
    "2026-Q2",
    "2026-Q1",
    "2026",
    "2025",
    "2025..2026",
  ]);
  expect(periodChoices(undefined, now)).toEqual([]);
});

test("labels of periods are read, not shown raw", () => {
  expect(readPeriod("last-12-months")).toEqual({ kind: "recent", unit: "months", count: 12 });
  expect(readPeriod("2017-Q2")).toEqual({ kind: "plain", text: "2017 Q2" });
  expect(readPeriod("2014..2017")).toEqual({ kind: "years", from: "2014", to: "2017" });
  const shown = { from: "2025-11-22T00:00:00Z", to: "2026-11-22T00:00:00Z" };
  expect(isYearBefore(shown, "2024-11-22..2025-11-21")).toBe(true);
  expect(isYearBefore(shown, "2025")).toBe(false);
});

test("answers fall back on the cut of the top-two box", () => {
  expect([1, 2, 3, 4, 5].map((score) => standingOf(score, parseScale("1-5")))).toEqual([
    "short",
    "short",
    "short",
    "ok",
    "loyal",
  ]);
  expect([6, 7, 8, 9, 10].map((score) => standingOf(score, parseScale("0-10")))).toEqual([
    "short",
    "ok",
    "ok",
    "loyal",
    "loyal",
  ]);
  expect([1, 2, 5].map((score) => standingOf(score, parseScale("1-5r")))).toEqual(["loyal", "ok", "short"]);
  expect(standingWords(parseScale("1-5"))).toEqual({ loyal: "5", ok: "4", short: "1–3" });
  expect(standingWords(parseScale("0-10"))).toEqual({ loyal: "9–10", ok: "7–8", short: "0–6" });
});

test("parts run from the worst answer to the best, and shares carry intervals", () => {
  const part = (label: string, share: number) => ({ label, share, count: share * 100 });
  const parts = barParts([part("5", 0.4), part("1", 0.1), part("4", 0.5), part("blank", 0)], parseScale("1-5"));
  expect(parts.map((one) => one.label)).toEqual(["1", "4", "5"]);
  expect(shareOf(parts, "short", 100)).toMatchObject({ share: 0.1 });
  expect(shareOf(parts, "short", 0)).toBeNull();
  expect(barParts([part("1", 0.2), part("5", 0.8)], parseScale("1-5r")).map((one) => one.label)).toEqual(["5", "1"]);
});

const rows = [
  rowOf("Restaurants", { estimate: estimateOf(3.61503, 0.037, 2421) }),
  rowOf("Few", { estimate: estimateOf(null, 0, 3) }),
  rowOf("Customs", {
    estimate: null,
    question: null,
    change: null,
    standing: { loyal: 0, satisfied: 0, dissatisfied: 0, unknown: 1 },
  }),
];

test("the scoreboard's twin has what the picture has", () => {
  const twin = scoreboardTwin(textsOf("en"), figuresOf("en"), rows);
  const [restaurants, few, customs] = twin.rows;
  expect(restaurants?.score).toEqual({ text: "3.62", value: 3.61503 });
  expect(cellText(restaurants?.n)).toBe("2,421");
  expect(cellText(few?.score)).toBe("");
  expect(cellText(few?.badge)).toBe("under five, hidden");
  expect(few?.short).toBeNull();
  expect(cellText(customs?.unknown)).toMatch(/^100\s?%$/);
  expect(new Set(twin.rows.flatMap((row) => Object.keys(row)))).toEqual(
    new Set(twin.columns.map((column) => column.key)),
  );
});

test("rows share one axis, on the scale most of them have", () => {
  const board: Scoreboard = {
    period: { from: "2017-01-01T00:00:00Z", to: "2018-01-01T00:00:00Z", label: "2017" },
    against: null,
    respondents: 2831,
    findings: [],
    trend_by: "year",
    weighted: false,
    overall: {
      rating: null,
      rating_scale: "1-5",
      nps: null,
      rating_change: null,
      nps_change: null,
      rating_trend: [],
      nps_trend: [],
    },
    rows,
    as_expected: 4,
    comparisons: 0,
    fallback: true,
  };
  const frame = boardFrame(board, rows, null);
  expect(frame.domain[0]).toBeLessThanOrEqual(3.57);
  expect(frame.domain[1]).toBeGreaterThanOrEqual(4);
  expect(frame.largest).toBe(2421);
  expect(frame.trend).toBeNull();
  expect(commonScale([rowOf("A", { question: { key: "a", label: "A", scale: "0-10", aspect: null } })], null)).toBe(
    "0-10",
  );
});
