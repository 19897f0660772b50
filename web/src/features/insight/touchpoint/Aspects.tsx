import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { GroupDots, groupDotsHeight } from "../../../ui/charts/GroupDots";
import { useFigures } from "../../../ui/charts/useFigures";
import { usePeriodName } from "../parts/usePeriodName";
import type { TouchpointInsight } from "../queries";
import { estimateColumns, estimateRow } from "../twins";
import type { TouchpointFrame } from "./frame";
import styles from "./touchpoint.module.css";

/** Other questions about the same touchpoint (how clean, beside how good), on the axis of the first. */
export function Aspects({ insight, frame }: { insight: TouchpointInsight; frame: TouchpointFrame }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const name = usePeriodName();
  const items = [
    ...(insight.estimate
      ? [{ key: "primary", label: insight.question?.label ?? t("touchpoint.primary"), estimate: insight.estimate }]
      : []),
    ...insight.aspects
      .filter(({ question, measure = "mean" }) => measure === "mean" && question.scale === insight.question?.scale)
      .map(({ question, estimate }) => ({ key: question.key, label: question.label, estimate })),
  ];
  if (items.length < 2) return null;
  const groups = [{ heading: t("touchpoint.aspects"), items }];
  return (
    <section className={styles.section}>
      <ChartFrame
        title={t("touchpoint.aspectsTitle")}
        caption={t("touchpoint.aspectsCaption")}
        source={t("common.source", { organization: organization.name, period: name.period(insight.period.label) })}
        height={groupDotsHeight(groups)}
        twin={{
          columns: [{ key: "label", label: t("touchpoint.aspects") }, ...estimateColumns(t)],
          rows: items.map((item) => ({ label: item.label, ...estimateRow(figures, item.estimate, "score") })),
        }}
      >
        {(width) => (
          <GroupDots
            width={width}
            label={t("touchpoint.aspectsCaption")}
            groups={groups}
            unit="score"
            ends={frame.ends}
            expected={frame.expected}
          />
        )}
      </ChartFrame>
    </section>
  );
}
