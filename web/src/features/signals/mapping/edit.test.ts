import { describe, expect, it } from "vitest";
import { isScore, keyOf, type Mapping, parseScale, ruleOf, touchpointOf } from "./document";
import { editColumn, editColumns, fixDate, nameCodes, parseCodeList, stageTouchpoint } from "./edit";

const airport: Mapping = {
  version: 1,
  name: "Airport",
  source: "airport-2026",
  touchpoints: [
    { key: "food", label: "Restaurants" },
    { key: "wifi", label: "Wifi" },
  ],
  columns: [
    { column: "ID", role: "key" },
    {
      column: "Q7FOOD",
      role: "rating",
      question: "q7food",
      scale: "1-5",
      touchpoint: "food",
      aspect: "quality",
      primary: true,
      codes: { "6": "not_used" },
    },
    { column: "Q9FOOD", role: "rating", question: "q9food", scale: "1-5", touchpoint: "food", aspect: "cleanliness" },
    { column: "Q7WIFI", role: "rating", question: "q7wifi", scale: "1-5", touchpoint: "wifi", primary: true },
    { column: "COM1", role: "comment_codes", question: "com", blank: ["0"] },
    { column: "COM2", role: "comment_codes", question: "com", blank: ["0"] },
    { column: "AREA", role: "attribute", attribute: "area", values: { A: "North" } },
  ],
};

const hint = (name: string) => ({ name });

function score(mapping: Mapping, column: string) {
  const rule = ruleOf(mapping, column);
  if (!rule || !isScore(rule)) throw new Error(`${column} is no score`);
  return rule;
}

describe("a column's role", () => {
  it("keeps what both roles know", () => {
    const next = editColumn(airport, hint("Q7FOOD"), { role: "effort" });
    expect(score(next, "Q7FOOD")).toMatchObject({
      role: "effort",
      question: "q7food",
      touchpoint: "food",
      codes: { "6": "not_used" },
    });
  });

  it("forgets what the new role cannot know", () => {
    expect(ruleOf(editColumn(airport, hint("Q7WIFI"), { role: "ignore" }), "Q7WIFI")).toEqual({
      column: "Q7WIFI",
      role: "ignore",
    });
  });

  it("makes a question that is not taken", () => {
    const next = editColumn(
      { ...airport, columns: [...airport.columns, { column: "q7-wifi", role: "ignore" }] },
      hint("q7-wifi"),
      { role: "rating" },
    );
    const both = editColumn(next, hint("Q7 wifi"), { role: "rating" });
    expect(score(both, "Q7 wifi").question).toBe("q7-wifi-2");
  });

  it("takes a column in that the mapping did not know", () => {
    expect(ruleOf(editColumn(airport, { name: "NEW", label: "New one" }, { role: "attribute" }), "NEW")).toEqual({
      column: "NEW",
      role: "attribute",
      attribute: "new",
      label: "New one",
    });
  });

  it("carries readable values between attribute and choice", () => {
    const choice = editColumn(airport, hint("AREA"), { role: "choice" });
    expect(ruleOf(choice, "AREA")).toMatchObject({ role: "choice", values: { A: "North" } });
  });
});

describe("touchpoints", () => {
  it("are found by their label, whatever its case", () => {
    const next = editColumn(airport, hint("Q7WIFI"), { touchpoint: "restaurants" });
    expect(score(next, "Q7WIFI").touchpoint).toBe("food");
  });

  it("are made when nobody has them, and left out when nobody speaks about them", () => {
    const next = editColumn(airport, hint("Q7WIFI"), { touchpoint: "Free wifi" });
    expect(next.touchpoints?.map((one) => one.key)).toEqual(["food", "free-wifi"]);
    expect(touchpointOf(next, ruleOf(next, "Q7WIFI"))?.label).toBe("Free wifi");
    expect(score(next, "Q7WIFI").primary).toBe(true);
  });

  it("have one main score, whoever moves in or out", () => {
    const moved = editColumn(airport, hint("Q7WIFI"), { touchpoint: "Restaurants" });
    expect(moved.columns.filter((rule) => isScore(rule) && rule.touchpoint === "food" && rule.primary)).toHaveLength(1);
    const gone = editColumn(airport, hint("Q7FOOD"), { touchpoint: null });
    expect(score(gone, "Q7FOOD").primary).toBeUndefined();
    expect(score(gone, "Q9FOOD").primary).toBe(true);
    const chosen = editColumn(airport, hint("Q9FOOD"), { primary: true });
    expect([score(chosen, "Q7FOOD").primary, score(chosen, "Q9FOOD").primary]).toEqual([undefined, true]);
  });

  it("get a stage that is made once", () => {
    const one = stageTouchpoint(airport, "food", "Waiting");
    const two = stageTouchpoint(one, "wifi", "waiting");
    expect(two.stages).toEqual([{ key: "waiting", label: "Waiting" }]);
    expect(two.touchpoints?.map((touchpoint) => touchpoint.stage)).toEqual(["waiting", "waiting"]);
    expect(stageTouchpoint(two, "food", null).touchpoints?.[0]?.stage).toBeUndefined();
  });
});

describe("codes", () => {
  it("replace the same code spelled otherwise", () => {
    const next = editColumn(airport, hint("Q7FOOD"), { codes: { "6.0": "dont_know" } });
    expect(score(next, "Q7FOOD").codes).toEqual({ "6.0": "dont_know" });
  });

  it("go when a value is a score after all", () => {
    expect(score(editColumn(airport, hint("Q7FOOD"), { codes: { "6": null } }), "Q7FOOD").codes).toBeUndefined();
  });

  it("of comments get their words for the whole question", () => {
    const next = nameCodes(airport, "com", { "102": "Too long" });
    expect(next.columns.filter((rule) => rule.role === "comment_codes").map((rule) => rule.codes)).toEqual([
      { "102": "Too long" },
      { "102": "Too long" },
    ]);
  });

  it("are read from a pasted list", () => {
    expect(parseCodeList("101 = Too long\n102;\tToo cold\n\n103\tDirty: floor\nnonsense")).toEqual({
      words: { "101": "Too long", "102": "Too cold", "103": "Dirty: floor" },
      unread: ["nonsense"],
    });
  });
});

describe("many columns at once", () => {
  it("take what fits each of them", () => {
    const next = editColumns(airport, [hint("Q7FOOD"), hint("Q7WIFI"), hint("AREA")], {
      scale: "1-7",
      codes: { "9": "not_asked" },
    });
    expect(score(next, "Q7FOOD")).toMatchObject({ scale: "1-7", codes: { "6": "not_used", "9": "not_asked" } });
    expect(score(next, "Q7WIFI")).toMatchObject({ scale: "1-7", codes: { "9": "not_asked" } });
    expect(ruleOf(next, "AREA")).toEqual(ruleOf(airport, "AREA"));
  });

  it("can each become a touchpoint of their own", () => {
    const bare: Mapping = {
      version: 1,
      name: "",
      source: "s",
      columns: [
        { column: "Front desk", role: "ignore" },
        { column: "Doctor", role: "ignore" },
      ],
    };
    const next = editColumns(bare, [hint("Front desk"), hint("Doctor")], {
      role: "rating",
      scale: "1-5",
      ownTouchpoint: true,
    });
    expect(next.touchpoints).toEqual([
      { key: "front-desk", label: "Front desk" },
      { key: "doctor", label: "Doctor" },
    ]);
    expect(score(next, "Doctor")).toMatchObject({ touchpoint: "doctor", primary: true, scale: "1-5" });
  });

  it("keep a touchpoint that only codes speak of", () => {
    const spoken: Mapping = {
      ...airport,
      touchpoints: [...(airport.touchpoints ?? []), { key: "check-in", label: "Check-in" }],
      columns: airport.columns.map((rule) =>
        rule.column === "COM1" && rule.role === "comment_codes" ? { ...rule, about: { "check-in": ["44"] } } : rule,
      ),
    };
    const next = editColumns(spoken, [hint("Q7WIFI")], { role: "ignore" });
    expect(next.touchpoints?.map(({ key }) => key)).toEqual(["food", "check-in"]);
  });

  it("leave the document they came from alone", () => {
    const before = JSON.stringify(airport);
    editColumns(
      airport,
      airport.columns.map((rule) => hint(rule.column)),
      { role: "ignore" },
    );
    expect(JSON.stringify(airport)).toBe(before);
  });
});

it("a date that no column holds can be given and taken back", () => {
  const given = fixDate(airport, { year: 2026, month: 5 });
  expect(given.date).toEqual({ year: 2026, month: 5 });
  expect("date" in fixDate(given, { year: undefined, month: undefined })).toBe(false);
});

it("keys are made as the server makes them", () => {
  expect(["Check-in & Security", "Gepäck: Ausgabe", "  ÜBER größe ", "!?"].map(keyOf)).toEqual([
    "check-in-security",
    "gepaeck-ausgabe",
    "ueber-groesse",
    "",
  ]);
});

it("scales are read as the server reads them", () => {
  expect(["0-10", "1-5r", "-3-3", "1–7"].map(parseScale)).toEqual([
    { low: 0, high: 10, reversed: false },
    { low: 1, high: 5, reversed: true },
    { low: -3, high: 3, reversed: false },
    { low: 1, high: 7, reversed: false },
  ]);
  expect(["", "5", "5-1", "1-1", "0-1000", "a-b"].map(parseScale)).toEqual(Array(6).fill(undefined));
});
