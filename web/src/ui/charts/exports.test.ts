import { expect, test } from "vitest";
import { toCsv } from "../../lib/csv";
import { fileName, twinRows } from "./exports";
import type { Twin } from "./twin";

const twin: Twin = {
  columns: [
    { key: "label", label: "Touchpoint" },
    { key: "value", label: "Score", numeric: true },
  ],
  rows: [
    { label: "Restaurants", value: { text: "3.62", value: 3.61503 } },
    { label: "Customs, and immigration", value: null },
    { label: "=SUM(A1)", value: { text: "–", value: null } },
  ],
};

test("a twin exports unrounded numbers, leaves unknown empty and runs no formula", () => {
  expect(toCsv(twinRows(twin))).toBe(
    ["Touchpoint,Score", "Restaurants,3.61503", '"Customs, and immigration",', "'=SUM(A1),"].join("\r\n"),
  );
});

test("files are named after the finding", () => {
  expect(fileName("Clients rate Cafés & Läden lowest")).toBe("clients-rate-cafes-laden-lowest");
  expect(fileName("…")).toBe("chart");
});
