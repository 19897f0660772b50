import { expect, it } from "vitest";
import de from "./texts.de.json";
import en from "./texts.en.json";

function paths(texts: object, before = ""): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [`${before}${key}`] : paths(value as object, `${before}${key}.`),
  );
}

const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort();
const at = (texts: object, path: string) =>
  path.split(".").reduce<unknown>((now, key) => (now as Record<string, unknown>)[key], texts) as string;

it("both languages say the same things", () => {
  expect(paths(de)).toEqual(paths(en));
});

it("both languages fill in the same names", () => {
  for (const path of paths(en)) {
    // "One" may leave its figure out.
    if (path.endsWith("_one")) continue;
    expect([path, ...blanks(at(de, path))]).toEqual([path, ...blanks(at(en, path))]);
  }
});
