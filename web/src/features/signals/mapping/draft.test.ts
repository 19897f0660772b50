import { expect, it } from "vitest";
import { dropDraft, keepDraft, readDraft } from "./draft";
import { fresh } from "./work";

const work = fresh({ version: 1, name: "", source: "s", columns: [] });

class Shelf {
  readonly kept = new Map<string, string>();
  get length() {
    return this.kept.size;
  }
  key = (index: number) => [...this.kept.keys()][index] ?? null;
  getItem = (key: string) => this.kept.get(key) ?? null;
  removeItem = (key: string) => void this.kept.delete(key);
  setItem(key: string, value: string) {
    this.kept.set(key, value);
  }
}

it("keeps a draft per upload and drops it", () => {
  const shelf = new Shelf();
  keepDraft(shelf, "u1", { work, at: "2026-01-01T00:00:00Z" });
  expect(readDraft(shelf, "u1")).toEqual({ work, at: "2026-01-01T00:00:00Z" });
  expect(readDraft(shelf, "u2")).toBeUndefined();
  dropDraft(shelf, "u1");
  expect(readDraft(shelf, "u1")).toBeUndefined();
});

it("keeps the newest few, and nothing of anybody else's", () => {
  const shelf = new Shelf();
  shelf.setItem("other", "x");
  for (let day = 1; day <= 12; day += 1)
    keepDraft(shelf, `u${day}`, { work, at: `2026-01-${String(day).padStart(2, "0")}` });
  expect([...shelf.kept.keys()].filter((key) => key !== "other").map((key) => key.split(".").at(-1))).toEqual([
    "u5",
    "u6",
    "u7",
    "u8",
    "u9",
    "u10",
    "u11",
    "u12",
  ]);
  expect(shelf.getItem("other")).toBe("x");
});

it("says when it could not be kept, and does not fall over what it cannot read", () => {
  const full = new Shelf();
  full.setItem = () => {
    throw new Error("quota");
  };
  expect(keepDraft(full, "u", { work, at: "x" })).toBe(false);
  const odd = new Shelf();
  odd.kept.set("touchstone.import.u", "{");
  expect(readDraft(odd, "u")).toBeUndefined();
});
