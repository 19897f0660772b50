import type { Domain } from "../../../ui/charts/axis";
import type { TrendPoint } from "../../../ui/charts/TrendLine";
import type { TouchpointInsight } from "../queries";
import { parseScale, type Scale } from "../scales";

/** What all charts of a touchpoint's page share. */
export type TouchpointFrame = {
  readonly scale: Scale;
  readonly ends: Domain;
  readonly expected: number | null;
};

export function frameOf(insight: TouchpointInsight): TouchpointFrame {
  const scale = parseScale(insight.question?.scale);
  return { scale, ends: [scale.low, scale.high], expected: insight.as_expected };
}

export function trendPoints(insight: TouchpointInsight): TrendPoint[] {
  return insight.trend.map(({ label, from, to, estimate }) => ({
    label: label.replace(/-(Q[1-4])$/, " $1"),
    from: Date.parse(from),
    to: Date.parse(to),
    estimate,
  }));
}
