import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createInstance } from "i18next";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { expect, test } from "vitest";
import { ChartFrame } from "./ChartFrame";
import { DistributionBars } from "./DistributionBars";
import { DivergingBar, type DivergingRow, paleness } from "./DivergingBar";
import type { Estimate } from "./estimate";
import { GroupDots, shorten } from "./GroupDots";
import { stackNotes, TrendLine } from "./TrendLine";
import en from "./texts.en.json";

const i18n = createInstance();
await i18n
  .use(initReactI18next)
  .init({ lng: "en", resources: { en: { charts: en } }, interpolation: { escapeValue: false } });

const sound = (value: number, n = 500): Estimate => ({
  value,
  low: value - 0.05,
  high: value + 0.05,
  n,
  badge: n >= 30 ? "sound" : "indicative",
  hidden: false,
});
const hidden: Estimate = { value: null, low: null, high: null, n: 3, badge: "counts_only", hidden: true };

const show = (chart: React.ReactNode) => render(<I18nextProvider i18n={i18n}>{chart}</I18nextProvider>);

const parts = (["short", "short", "short", "ok", "loyal"] as const).map((standing, at) => ({
  label: String(at + 1),
  share: [0.02, 0.05, 0.18, 0.32, 0.43][at] ?? 0,
  count: 10,
  standing,
}));
const row = (key: string, over: Partial<DivergingRow> = {}): DivergingRow => ({
  key,
  label: key,
  n: 2142,
  hidden: false,
  parts,
  short: { share: 0.25, low: 0.23, high: 0.27 },
  loyal: { share: 0.43, low: 0.41, high: 0.45 },
  ...over,
});

test("a distribution says its shares with intervals, and hides small groups", () => {
  show(<DivergingBar width={800} label="Answers" rows={[row("All"), row("Few", { hidden: true, n: 3, parts: [] })]} />);
  expect(screen.getByRole("img", { name: /^All, 2,142 answers: short 25\s?% ±2, loyal 43\s?% ±2$/ })).toBeTruthy();
  expect(screen.getByText("under five, hidden")).toBeTruthy();
  expect(screen.queryByRole("img", { name: /^Few/ })).toBeNull();
});

test("the furthest from expectation is the fullest", () => {
  expect(parts.map((_, at) => paleness(parts, at))).toEqual([0, 0.5, 1, 0.55, 0]);
});

test("points are reached with one tab stop and the arrows", async () => {
  const user = userEvent.setup();
  show(
    <GroupDots
      width={480}
      label="By trip"
      unit="score"
      ends={[1, 5]}
      expected={4}
      groups={[
        {
          heading: "Trip",
          items: [
            { key: "a", label: "Business", estimate: sound(3.8) },
            { key: "b", label: "Leisure", estimate: sound(4.2, 12) },
            { key: "c", label: "Volunteering", estimate: hidden },
          ],
        },
      ]}
    />,
  );
  await user.tab();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Business: 3.80, 95 % interval ±0.05, 500 answers");
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement?.getAttribute("aria-label")).toContain("Leisure");
  expect(screen.getByText(/indicative/)).toBeTruthy();
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement?.getAttribute("aria-label")).toContain("Leisure");
});

test("a trend names what we did and where nobody was asked", () => {
  const year = (label: number) => ({ from: Date.UTC(label, 0), to: Date.UTC(label + 1, 0), label: String(label) });
  const nobody: Estimate = { value: null, low: null, high: null, n: 0, badge: "none", hidden: false };
  show(
    <TrendLine
      width={480}
      label="Wifi"
      unit="score"
      ends={[1, 5]}
      expected={4}
      annotations={[{ id: "1", at: Date.UTC(2014, 9, 8), label: "Time limit dropped" }]}
      points={[
        { ...year(2014), estimate: sound(3.91) },
        { ...year(2015), estimate: nobody },
        { ...year(2016), estimate: sound(4.06) },
      ]}
    />,
  );
  expect(screen.getByText("Time limit dropped")).toBeTruthy();
  expect(screen.getByText("nobody asked")).toBeTruthy();
  expect(screen.getByText("4, as expected")).toBeTruthy();
});

test("codes that are no answers stand apart and in no share", () => {
  show(
    <DistributionBars
      width={480}
      label="NPS"
      parts={[
        { label: "9", count: 30, standing: "loyal", low: 0.2, high: 0.4 },
        { label: "10", count: 70, standing: "loyal", low: 0.6, high: 0.8 },
        { label: "off", count: 85, standing: "code" },
      ]}
    />,
  );
  expect(screen.getByRole("img", { name: /^10: 70 70\s?%$/ })).toBeTruthy();
  expect(screen.getByRole("img", { name: /^off: 85\s*$/ }).querySelector('rect[fill^="url(#"]')).toBeTruthy();
});

test("a frame swaps its picture for the table twin", async () => {
  const user = userEvent.setup();
  show(
    <ChartFrame
      title="Up since 2014"
      caption="Wifi rose."
      source="Touchstone"
      height={100}
      twin={{
        columns: [
          { key: "label", label: "Year" },
          { key: "value", label: "Value", numeric: true },
        ],
        rows: [{ label: "2014", value: { text: "3.91", value: 3.9123 } }],
      }}
    >
      {(width) => <svg width={width} height={100} aria-label="picture" />}
    </ChartFrame>,
  );
  expect(screen.queryByRole("table")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Table" }));
  expect(screen.getByRole("cell", { name: "3.91" })).toBeTruthy();
  expect(screen.getByRole("figure", { name: "Up since 2014" })).toBeTruthy();
});

test("notes that would touch take the next line", () => {
  const wide = (x: number) => ({ x, width: 100 });
  expect(stackNotes([wide(0), wide(50), wide(160), wide(170)], 3)).toEqual([0, 1, 0, 1]);
});

test("a long name is cut with a sign that it was", () => {
  expect(shorten("Information booths, upper level", 100)).toBe("Information bo…");
  expect(shorten("Wifi", 100)).toBe("Wifi");
});
