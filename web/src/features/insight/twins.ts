import type { TFunction } from "i18next";
import { type Estimate, measured } from "../../ui/charts/estimate";
import type { Figures, Unit } from "../../ui/charts/figures";
import type { TwinCell, TwinColumn } from "../../ui/charts/twin";

/** The columns every table of estimates has. */
export function estimateColumns(t: TFunction<"insight">): TwinColumn[] {
  return [
    { key: "value", label: t("common.value"), numeric: true },
    { key: "low", label: t("common.low"), numeric: true },
    { key: "high", label: t("common.high"), numeric: true },
    { key: "n", label: t("common.answers"), numeric: true },
  ];
}

/** An estimate in those columns; what may not or can't be said stays empty, its n does not. */
export function estimateRow(figures: Figures, estimate: Estimate, unit: Unit): Record<string, TwinCell> {
  const point = measured(estimate);
  const cell = (value: number | undefined): TwinCell =>
    value === undefined ? null : { text: figures.value(value, unit), value };
  return {
    value: cell(point?.value),
    low: cell(point?.low),
    high: cell(point?.high),
    n: { text: figures.count(estimate.n), value: estimate.n },
  };
}
