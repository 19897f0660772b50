import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../../app/me";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { measured } from "../../../ui/charts/estimate";
import { TrendLine, trendHeight } from "../../../ui/charts/TrendLine";
import { useFigures } from "../../../ui/charts/useFigures";
import { trendTitle } from "../findings";
import { usePeriodName } from "../parts/usePeriodName";
import type { TouchpointInsight } from "../queries";
import { estimateColumns, estimateRow } from "../twins";
import { AnnotationForm, AnnotationList } from "./Annotations";
import { type TouchpointFrame, trendPoints } from "./frame";
import styles from "./touchpoint.module.css";

/** The touchpoint over time, with what we did on the line. */
export function Trend({ insight, frame }: { insight: TouchpointInsight; frame: TouchpointFrame }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const name = usePeriodName();
  const mayEdit = useMay("edit_design");
  const [writing, setWriting] = useState(false);
  const points = trendPoints(insight);
  const annotations = insight.annotations.map(({ id, at, label }) => ({ id, at: Date.parse(at), label }));
  const first = points[0]?.from ?? 0;
  const last = points.at(-1)?.to ?? 0;
  const onLine = annotations.filter(({ at }) => at >= first && at <= last).length;
  const said = points
    .flatMap((point) => {
      const value = measured(point.estimate);
      return value
        ? [t("touchpoint.trendPoint", { label: point.label, value: figures.value(value.value, "score") })]
        : [];
    })
    .join(", ");
  return (
    <section className={styles.section}>
      <ChartFrame
        title={trendTitle(t, figures, points, "score")}
        caption={t("touchpoint.trendCaption", { points: said })}
        source={t("common.source", { organization: organization.name, period: name.period(insight.period.label) })}
        height={trendHeight(onLine)}
        twin={{
          columns: [{ key: "label", label: t("common.periodColumn") }, ...estimateColumns(t)],
          rows: points.map((point) => ({ label: point.label, ...estimateRow(figures, point.estimate, "score") })),
        }}
      >
        {(width) => (
          <TrendLine
            width={width}
            label={t("touchpoint.trendCaption", { points: said })}
            points={points}
            annotations={annotations}
            unit="score"
            ends={frame.ends}
            expected={frame.expected}
          />
        )}
      </ChartFrame>
      <AnnotationList touchpoint={insight.touchpoint} annotations={insight.annotations} mayEdit={mayEdit} />
      {mayEdit && (
        <div className={writing ? undefined : styles.flush}>
          <AnnotationForm
            touchpoint={insight.touchpoint}
            open={writing}
            onOpen={() => setWriting(true)}
            onClose={() => setWriting(false)}
          />
        </div>
      )}
    </section>
  );
}
