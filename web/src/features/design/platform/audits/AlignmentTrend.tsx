import { useTranslation } from "react-i18next";
import { useMe } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { ChartFrame } from "../../../../ui/charts/ChartFrame";
import { TrendLine, type TrendPoint, trendHeight } from "../../../../ui/charts/TrendLine";
import type { Alignment } from "../queries";

const day = 86_400_000;

/** Months as the chart draws them; a month without a name of its own is the running one. */
export function pointsOf(trend: Alignment["trend"]): TrendPoint[] {
  return trend.map((point, at) => {
    const to = Date.parse(point.at);
    const before = trend[at - 1];
    const { value, low, high, n } = point.score;
    return {
      label: point.label,
      from: before ? Date.parse(before.at) : to - 30 * day,
      to,
      estimate: { value, low, high, n, badge: n === 0 ? "none" : n < 10 ? "indicative" : "sound", hidden: false },
    };
  });
}

/** Whether it has moved for certain: only where the first interval and the last lie apart. */
export function trendOf(trend: Alignment["trend"]): "trendUp" | "trendDown" | "trendUnclear" {
  const first = trend[0]?.score;
  const last = trend.at(-1)?.score;
  if (first?.low == null || first.high == null || last?.low == null || last.high == null) return "trendUnclear";
  if (last.low > first.high) return "trendUp";
  return last.high < first.low ? "trendDown" : "trendUnclear";
}

/** How far brand and behaviour fitted the platform at the end of each month. */
export function AlignmentTrend({ trend }: { trend: Alignment["trend"] }) {
  const { t } = useTranslation("design/platform");
  const format = useFormat();
  const { organization } = useMe();
  const points = pointsOf(trend);
  const share = (value: number | null) => (value === null ? "" : format.percent(value));
  const title = t(`audits.${trendOf(trend)}`, {
    from: share(trend[0]?.score.value ?? null),
    to: share(trend.at(-1)?.score.value ?? null),
  });
  const caption = t("audits.trendCaption", {
    points: trend.map((point) => `${point.label}: ${share(point.score.value)}`).join(", "),
  });
  return (
    <ChartFrame
      title={title}
      caption={caption}
      source={organization.name}
      height={trendHeight(0)}
      note={t("audits.trendNote")}
      twin={{
        columns: [
          { key: "label", label: t("audits.month") },
          { key: "value", label: t("audits.alignment") },
          { key: "low", label: t("audits.low") },
          { key: "high", label: t("audits.high") },
          { key: "n", label: "n" },
        ],
        rows: trend.map(({ label, score }) => ({
          label,
          value: share(score.value),
          low: share(score.low),
          high: share(score.high),
          n: { text: format.count(score.n), value: score.n },
        })),
      }}
    >
      {(width) => (
        <TrendLine
          width={width}
          label={caption}
          points={points}
          annotations={[]}
          unit="share"
          ends={[0, 1]}
          expected={null}
        />
      )}
    </ChartFrame>
  );
}
