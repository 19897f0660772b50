import { describe, expect, it } from "vitest";
import { languages, pickLanguage } from "./languages";

type Catalog = { [key: string]: string | Catalog };

const files = import.meta.glob<Catalog>("../**/texts.*.json", { import: "default", eager: true });

function flat(catalog: Catalog, before = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(catalog)) {
    if (typeof value === "string") texts.set(before + key, value);
    else for (const [path, text] of flat(value, `${before}${key}.`)) texts.set(path, text);
  }
  return texts;
}

const folders = [...new Set(Object.keys(files).map((path) => path.replace(/texts\.\w+\.json$/, "")))];
const names = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name).sort();

describe.each(folders)("texts in %s", (folder) => {
  const catalogs = languages.map(
    (language) => [language, flat(files[`${folder}texts.${language}.json`] ?? {})] as const,
  );
  const [, english] = catalogs[0] as (typeof catalogs)[number];

  it.each(catalogs)("%s says the same things", (_, catalog) => {
    expect([...catalog.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it.each(catalogs)("%s has no empty text", (_, catalog) => {
    expect([...catalog].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });
  it.each(catalogs)("%s fills in the same values", (_, catalog) => {
    const different = [...catalog].filter(([key, text]) => {
      // One of something may be said without its number.
      const optional = (list: (string | undefined)[]) => list.filter((name) => name !== "count");
      return `${optional(names(text))}` !== `${optional(names(english.get(key) ?? ""))}`;
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });
  it.each(catalogs)("%s has both forms of every plural", (_, catalog) => {
    const keys = [...catalog.keys()];
    const lacking = keys
      .filter((key) => key.endsWith("_one") || key.endsWith("_other"))
      .map((key) => (key.endsWith("_one") ? key.replace(/_one$/, "_other") : key.replace(/_other$/, "_one")))
      .filter((key) => !catalog.has(key));
    expect(lacking).toEqual([]);
  });
  it.each(catalogs)("%s never exclaims", (_, catalog) => {
    expect([...catalog].filter(([, text]) => text.includes("!")).map(([key]) => key)).toEqual([]);
  });
});

it("picks the first language that we speak", () => {
  expect(pickLanguage([null, "fr-CA", "de-AT", "en"])).toBe("de");
  expect(pickLanguage(["EN_gb"])).toBe("en");
  expect(pickLanguage(["fr"])).toBe("en");
  expect(pickLanguage([])).toBe("en");
});
