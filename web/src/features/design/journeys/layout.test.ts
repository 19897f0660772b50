import { describe, expect, it } from "vitest";
import { bandsOf, placesOf } from "./compare";
import { newStep } from "./document";
import { columnAt, feelingAt, fitWidth, lane, placeOfDrop, runsOf, softBand, softLine, yOf } from "./layout";

describe("feelings on the lane", () => {
  it.each([-2, -1, 0, 1, 2])("%i is where it is dropped", (feeling) => {
    expect(feelingAt(yOf(feeling))).toBe(feeling);
    expect(feelingAt(yOf(feeling) + 8)).toBe(feeling);
  });
  it("never leaves the measure", () => {
    expect(feelingAt(-500)).toBe(2);
    expect(feelingAt(lane.height + 500)).toBe(-2);
    expect(Object.is(feelingAt(yOf(0) + 1), 0)).toBe(true);
  });
  it("has better above worse", () => expect(yOf(2)).toBeLessThan(yOf(-2)));
});

it("draws no line over what nobody knows", () => {
  expect(runsOf([1, 2, null, 4, null, null, 7]).map(({ from, items }) => [from, items.length])).toEqual([
    [0, 2],
    [3, 1],
    [6, 1],
  ]);
});

it("neither overshoots nor invents: the line is level at each point", () => {
  expect(
    softLine([
      { x: 0, y: 10 },
      { x: 100, y: 50 },
    ]),
  ).toBe("M0 10C50 10 50 50 100 50");
  expect(softLine([])).toBe("");
  const band = softBand(
    [
      { x: 0, y: 1 },
      { x: 10, y: 2 },
    ],
    [
      { x: 0, y: 5 },
      { x: 10, y: 6 },
    ],
  );
  expect(band).toBe("M0 1C5 1 5 2 10 2L10 6C5 6 5 5 0 5Z");
});

describe("dropping a column", () => {
  it.each([
    [10, 0, true],
    [90, 0, false],
    [250, 2, false],
    [-40, 0, true],
    [9999, 3, false],
  ])("at %i it is over column %i, first half: %s", (x, at, before) => {
    expect(columnAt(x, 100, 4)).toEqual({ at, before });
  });
  it("counts places without the column itself", () => {
    expect(placeOfDrop(0, { at: 2, before: false })).toBe(2);
    expect(placeOfDrop(0, { at: 2, before: true })).toBe(1);
    expect(placeOfDrop(3, { at: 1, before: true })).toBe(1);
    expect(placeOfDrop(1, { at: 1, before: false })).toBe(1);
  });
});

it("fits what can be read, and no narrower", () => {
  expect(fitWidth(1200, 8)).toBe(150);
  expect(fitWidth(1200, 13)).toBe(92);
  expect(fitWidth(1200, 40)).toBe(68);
  expect(fitWidth(1200, 1)).toBe(280);
});

describe("several journeys under the same stages", () => {
  const stages = ["join", "serve", "leave"].map((key) => ({ key, label: key }));
  const long = [newStep("a", "join", "A"), newStep("b", "join", "B"), newStep("c", "serve", "C")];
  const short = [newStep("x", "join", "X"), newStep("y", "gone", "Y")];
  it("each stage is as wide as it has to be", () => {
    const bands = bandsOf([long, short], stages);
    expect(bands.stages.map(({ key, from, many }) => [key, from, many])).toEqual([
      ["join", 0, 2],
      ["serve", 2, 1],
      ["gone", 3, 1],
    ]);
    expect(bands.total).toBe(4);
    expect(placesOf(long, bands)).toEqual([0.5, 1.5, 2.5]);
    expect(placesOf(short, bands)).toEqual([1, 3.5]);
  });
});
