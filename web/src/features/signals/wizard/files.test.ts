import { expect, it } from "vitest";
import { refusal } from "./files";

const file = (name: string, size = 10, type = "") => refusal({ name, size, type });

it("refuses what certainly holds no table, and says which kind it is", () => {
  expect([
    file("a.csv", 0),
    file("a.png", 10, "image/png"),
    file("survey.PDF"),
    file("a.zip"),
    file("a.xls"),
    file("a.csv", 200_000_001),
  ]).toEqual(["empty", "picture", "document", "archive", "old_excel", "too_large"]);
});

it("lets the server look into everything else", () => {
  expect(["a.csv", "a.xlsx", "a.dat", "noending", "a.jsonl"].map((name) => file(name))).toEqual(
    Array(5).fill(undefined),
  );
});
