import { describe, expect, it } from "vitest";
import { newStep } from "../document";
import type { JourneyDocument, LivedStep } from "../queries";
import { drawSheet, type SheetInput, wrap } from "./draw";
import { covers } from "./fonts";

const measure = (text: string, size: number) => text.length * size * 0.5;

describe("wrapping", () => {
  const width = (text: string) => text.length;
  it.each([
    ["", 10, []],
    ["one two three", 7, ["one two", "three"]],
    ["one\n\ntwo", 9, ["one", "", "two"]],
    ["incomprehensible", 6, ["incomp", "rehens", "ible"]],
    ["a incomprehensible b", 8, ["a", "incompre", "hensible", "b"]],
  ])("%j in %i", (text, room, lines) => expect(wrap(text, room, width)).toEqual(lines));
  it("loses no sign", () => {
    const text = "Somebody takes it off their hands: the shop is open, the cellar is not.";
    expect(wrap(text, 11, width).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  });
});

const document: JourneyDocument = {
  version: 1,
  name: "First <year> & more",
  note: "",
  audience: null,
  filters: [],
  steps: Array.from({ length: 5 }, (_, at) =>
    newStep(`s${at}`, at < 2 ? "join" : "serve", `Step “${at}”`, { feeling: at === 3 ? null : at - 2 }),
  ),
  links: [
    { from: "s0", to: "s1" },
    { from: "s0", to: "s4" },
  ],
};
const felt = (step: string, value: number | null): LivedStep =>
  ({ step, verdict: "short", estimate: { value, low: value, high: value, n: 12 } }) as LivedStep;
const input: SheetInput = {
  document,
  lived: new Map([
    ["s0", felt("s0", -1)],
    ["s1", felt("s1", -1.5)],
    ["s2", felt("s2", null)],
  ]),
  inventory: { stages: [{ key: "join", label: "Join" }], channels: [], spots: [] },
  measure,
  words: {
    title: "We fall short",
    subtitle: "all clients",
    foot: "Firm",
    lanes: {
      expectation: "E",
      touchpoint: "T",
      action: "A",
      channel: "C",
      plusOnes: "P",
      backstage: "B",
      owner: "O",
    },
    feeling: "F",
    level: String,
    toBe: "to be",
    asIs: "as is",
    moment: "moment",
    withoutUs: "without us",
    sight: "unseen",
    verdict: (verdict) => verdict,
    signed: (value) => String(value),
    sample: (n) => `n ${n}`,
  },
};

describe("the sheet as a drawing", () => {
  it("is XML that stands by itself", () => {
    const { svg, width, height } = drawSheet(input);
    const read = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(read.querySelector("parsererror")).toBeNull();
    expect(svg).toContain("<title>First &lt;year&gt; &amp; more</title>");
    expect(svg).not.toMatch(/NaN|undefined|var\(--|class=/);
    expect(width).toBeGreaterThan(5 * 150);
    expect(height).toBeGreaterThan(400);
  });
  it("holds every step, over however many pages", () => {
    const pages = [drawSheet({ ...input, from: 0, to: 3 }), drawSheet({ ...input, from: 3, to: 5 })];
    const all = pages.map((page) => page.svg).join("");
    for (const step of document.steps) expect(all.split(`>${step.label}<`)).toHaveLength(2);
    expect(all).toContain(">5<");
  });
});

it("brings only the fonts that the words need", () => {
  expect(covers("U+0000-00FF, U+2000-206F", "größer")).toBe(true);
  expect(covers("U+0100-02BA", "größer")).toBe(false);
  expect(covers("U+0100-02BA", "Łódź")).toBe(true);
  expect(covers("", "x")).toBe(true);
});
