import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name as string, value as string]),
  );
}

const light = tokensOf(":root");
const dark = new Map([...light, ...tokensOf('[data-theme="dark"]')]);

/** WCAG 2.2: relative luminance of an sRGB colour. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ["page", "paper", "well", "hover"];
const meanings = ["short", "ok", "loyal"];
const text: [string, string][] = [
  ...["ink", "soft", "faint", "accent", ...meanings].flatMap((ink) =>
    ["page", "paper"].map((on): [string, string] => [ink, on]),
  ),
  ...["ink", "soft"].flatMap((ink) => grounds.map((on): [string, string] => [ink, on])),
  ...meanings.map((ink): [string, string] => [ink, `${ink}-soft`]),
  ...["ink", "soft", "accent"].map((ink): [string, string] => [ink, "accent-soft"]),
  ["soft", "unknown-soft"],
  ["faint", "hover"],
  ["accent", "hover"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
];
const series = [1, 2, 3, 4, 5, 6, 7].map((each) => `series-${each}`);
const marks: [string, string][] = ["unknown", "fig", "mark", "field", "accent", ...meanings, ...series].flatMap((ink) =>
  ["page", "paper"].map((on): [string, string] => [ink, on]),
);

describe.each([
  ["light", light],
  ["dark", dark],
])("contrast, %s", (_, tokens) => {
  const measure = ([ink, on]: [string, string]) => {
    const [a, b] = [tokens.get(ink), tokens.get(on)];
    if (!a || !b) throw new Error(`no token ${a ? on : ink}`);
    return contrast(a, b);
  };
  it.each(text)("%s on %s can be read", (ink, on) => expect(measure([ink, on])).toBeGreaterThanOrEqual(4.5));
  it.each(marks)("%s on %s can be seen", (ink, on) => expect(measure([ink, on])).toBeGreaterThanOrEqual(3));
});

it("measures what the standard's example says", () => {
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
