import { describe, expect, test } from "vitest";
import { figuresOf } from "../../ui/charts/figures";
import {
  afterSentence,
  cockpitFinding,
  distributionTitle,
  lowestOf,
  scoreboardFinding,
  segmentsTitle,
  type TouchpointNumbers,
  tally,
  touchpointFinding,
  trendTitle,
} from "./findings";
import { changeOf, estimateOf, rowOf, textsOf } from "./sample";

const t = textsOf("en");
/** Whatever space the language puts before a percent sign is not at stake here. */
const tight = (text: string) => text.replace(/\s%/g, "%");
const figures = figuresOf("en");

const restaurants = rowOf("Restaurants", { estimate: estimateOf(3.62), short: true });
const shops = rowOf("Shops", { estimate: estimateOf(3.64), short: true });
const parking = rowOf("Parking", { estimate: estimateOf(3.87, 0.05), short: true });
const wifi = rowOf("Wifi", { estimate: estimateOf(4.08) });
const art = rowOf("Art", { estimate: estimateOf(3.99) });
const security = rowOf("Security check", { estimate: estimateOf(4.31), change: changeOf(0.13, true) });
const customs = rowOf("Customs", { question: null, estimate: null, change: null });

describe("the scoreboard", () => {
  const board = (rows: Parameters<typeof scoreboardFinding>[2], against: string | null = "2016") =>
    scoreboardFinding(t, figures, rows, 4, against);

  test("names who shares the last place", () => {
    const finding = board([restaurants, shops, parking, wifi, art, security, customs]);
    expect(finding.headline).toBe("Clients rate Restaurants and Shops lowest");
    expect(finding.lede).toBe(
      "3 of 6 rated touchpoints are short of what clients expect, 2 reach it. At one more the answers don’t tell yet. " +
        "Since 2016 only Security check (+0.13) really moved. Nobody asked about Customs.",
    );
  });

  test("counts when more than two share it", () => {
    const third = rowOf("Lounges", { estimate: estimateOf(3.65), short: true });
    expect(board([restaurants, shops, third, wifi]).headline).toBe(
      "3 of 4 touchpoints are short of what clients expect",
    );
  });

  test("keeps names apart that have an and of their own", () => {
    const concessions = rowOf("Shops and concessions", { estimate: estimateOf(3.64), short: true });
    expect(board([restaurants, concessions, wifi]).headline).toBe(
      "Clients rate “Restaurants” and “Shops and concessions” lowest",
    );
  });

  test("says so when all is as expected", () => {
    expect(board([wifi, security]).headline).toBe("Clients get what they expect at every touchpoint we asked about");
    expect(board([wifi, art]).headline).toBe("Clients get what they expect at 1 of 2 touchpoints");
    expect(board([art]).headline).toBe("No touchpoint clearly reaches or misses what clients expect");
  });

  test("claims no movement that may be chance, and none that was not compared", () => {
    expect(board([wifi]).lede).toBe("Since 2016 no touchpoint moved beyond chance.");
    expect(board([wifi], null).lede).toBe("");
    expect(board([rowOf("New", { change: null })]).lede).toBe("");
  });

  test("unknown is unknown", () => {
    expect(board([customs]).headline).toBe("Nobody has been asked about this touchpoint yet");
    expect(board([]).headline).toBe("No touchpoints yet");
  });

  test("few answers are neither short nor good", () => {
    const few = rowOf("Wheelchair help", { estimate: estimateOf(2.5, 0.3, 9) });
    expect(tally([few], 4)).toMatchObject({ short: [], reached: [], unclear: [], unknown: [few] });
    expect(lowestOf([few, restaurants])).toEqual([restaurants]);
  });

  test("reads as well in German", () => {
    const finding = scoreboardFinding(textsOf("de"), figuresOf("de"), [restaurants, shops, security], 4, "2016");
    expect(finding.headline).toBe("Kunden bewerten Restaurants und Shops am niedrigsten");
    expect(finding.lede).toContain("Seit 2016 hat sich nur Security check (+0,13) wirklich bewegt.");
  });
});

describe("the cockpit", () => {
  const numbers = {
    touchpoints: { as_expected: 12, short: 7, unclear: 2, unknown: 2, total: 23 },
    short: [restaurants, shops, parking].map((row) => ({
      label: row.touchpoint.label,
      estimate: estimateOf(row.estimate?.value ?? 0),
    })),
    movers: [],
    unknown: ["Customs", "Check-in", "Lost property"],
    against: "2016",
    after: "",
  };

  test("counts where clients get what they expect, of what was rated", () => {
    const finding = cockpitFinding(t, figures, numbers);
    expect(finding.headline).toBe("Clients get what they expect at 12 of 21 touchpoints");
    expect(finding.lede).toBe(
      "Restaurants and Shops are rated lowest: 3.62 and 3.64. Since 2016 no touchpoint moved beyond chance. " +
        "Nobody asked about 3 touchpoints.",
    );
  });

  test("turns round when most fall short", () => {
    const touchpoints = { ...numbers.touchpoints, as_expected: 5, short: 14 };
    expect(cockpitFinding(t, figures, { ...numbers, touchpoints }).headline).toBe(
      "Clients get less than they expect at 14 of 21 touchpoints",
    );
  });

  test("tells what moved after something we did", () => {
    const found = [
      { code: "rose_after", value: 0.12, label: "Time limit dropped", touchpoints: [{ key: "wifi", label: "Wifi" }] },
    ];
    expect(afterSentence(t, found)).toBe("Wifi rose after “Time limit dropped”.");
    expect(afterSentence(t, [{ code: "nothing_moved" }])).toBe("");
  });
});

describe("a touchpoint", () => {
  const wifiNumbers: TouchpointNumbers = {
    label: "Wifi",
    existence: "live",
    estimate: estimateOf(4.08),
    expected: 4,
    top: 5,
    change: changeOf(0.02, false),
    against: "2016",
    shares: { short: 0.25, loyal: 0.43 },
    trend: [],
    theme: null,
    after: "",
  };
  const headline = (over: Partial<TouchpointNumbers>) =>
    touchpointFinding(t, figures, { ...wifiNumbers, ...over }).headline;

  test("says what is felt against what is expected", () => {
    expect(headline({})).toBe("Clients get what they expect from Wifi: 4.08 of 5");
    expect(headline({ estimate: estimateOf(3.62) })).toBe("Clients expect more of Wifi: 3.62 of 5");
    expect(headline({ estimate: estimateOf(4.01) })).toBe("Clients get about what they expect from Wifi: 4.01 of 5");
  });

  test("says first what really changed", () => {
    expect(headline({ estimate: estimateOf(4.31), change: changeOf(0.13, true) })).toBe(
      "Wifi rose to 4.31, from 4.18 in 2016",
    );
    const fell = touchpointFinding(t, figures, {
      ...wifiNumbers,
      estimate: estimateOf(3.7),
      change: changeOf(-0.2, true),
    });
    expect(fell.headline).toBe("Wifi fell to 3.70, from 3.90 in 2016");
    expect(fell.lede).toContain("It is still short of the 4 that clients expect.");
  });

  test("doesn't say more than few answers can", () => {
    expect(headline({ estimate: estimateOf(3.91, 0.3, 12) })).toBe("Clients rate Wifi 3.91, on 12 answers so far");
    expect(headline({ estimate: estimateOf(null, 0, 3) })).toBe("Fewer than five clients have rated Wifi");
    expect(headline({ estimate: null })).toBe("Nobody has asked clients about Wifi");
    expect(headline({ estimate: estimateOf(3.5, 0.5, 8) })).toBe("Only 8 clients have rated Wifi so far");
    expect(headline({ estimate: null, existence: "missing" })).toBe("Clients should meet this, and don’t: Wifi");
    expect(headline({ estimate: null, existence: "planned" })).toBe("Planned, not there yet: Wifi");
  });
});

const year = (label: string, value: number, half = 0.04, n = 2000) => ({
  label,
  from: Date.UTC(Number(label), 0),
  to: Date.UTC(Number(label) + 1, 0),
  estimate: estimateOf(value, half, n),
});

describe("titles", () => {
  test.each([
    [
      [year("2014", 3.91), year("2015", 4.03), year("2016", 4.06), year("2017", 4.08)],
      "Up 0.17 since 2014, level since 2015",
    ],
    [[year("2014", 3.6), year("2017", 4.0)], "Up 0.40 since 2014"],
    [[year("2014", 4.2), year("2017", 4.0)], "Down 0.20 since 2014"],
    [
      [year("2014", 4.34), year("2015", 4.32), year("2016", 4.18), year("2017", 4.31)],
      "About where it was in 2014, after a dip in 2016",
    ],
    [[year("2014", 4.0), year("2017", 4.02)], "Level since 2014: no change beyond chance"],
    [[year("2017", 4.0)], "One period so far: no trend yet"],
    [[], "How does it develop?"],
  ])("of a trend %#", (points, title) => {
    expect(trendTitle(t, figures, points, "score")).toBe(title);
  });

  test("of groups: only after correcting for their number", () => {
    const item = (label: string, value: number, half = 0.04, n = 500) => ({
      label,
      estimate: estimateOf(value, half, n),
    });
    expect(segmentsTitle(t, "Trip", [item("Business", 3.8), item("Leisure", 4.2), item("Visiting", 4.1)])).toBe(
      "Least pleased: “Business”",
    );
    expect(segmentsTitle(t, "Trip", [item("Business", 4.0), item("Leisure", 4.3), item("Visiting", 4.05)])).toBe(
      "Lower for “Business” than for “Leisure”",
    );
    expect(segmentsTitle(t, "Trip", [item("Business", 4.0, 0.1), item("Leisure", 4.12, 0.1)])).toBe(
      "No group by “Trip” stands out",
    );
    expect(segmentsTitle(t, "Trip", [item("Business", 3.0, 0.2, 9)])).toBe(
      "Too few answers to compare groups by “Trip”",
    );
  });

  test("of a distribution", () => {
    const group = (label: string, short: number, n = 500, half = 0.03) => ({
      label,
      n,
      hidden: false,
      short: { share: short, low: short - half, high: short + half },
      loyal: { share: 0.43, low: 0.4, high: 0.46 },
    });
    const all = group("All", 0.25);
    expect(tight(distributionTitle(t, figures, [all]))).toBe("25% fell short of expectation, 43% went beyond it");
    expect(tight(distributionTitle(t, figures, [all, group("Used it", 0.17), group("Did not", 0.44)]))).toBe(
      "44% of “Did not” fell short, 17% of “Used it”",
    );
    expect(tight(distributionTitle(t, figures, [all, group("A", 0.24), group("B", 0.26), group("C", 0.9, 7)]))).toBe(
      "25% fell short of expectation, 43% went beyond it",
    );
  });
});
