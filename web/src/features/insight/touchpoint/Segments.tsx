import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { GroupDots, groupDotsHeight } from "../../../ui/charts/GroupDots";
import { useFigures } from "../../../ui/charts/useFigures";
import { EmptyState } from "../../../ui/EmptyState";
import { segmentsTitle } from "../findings";
import { usePeriodName } from "../parts/usePeriodName";
import type { DimensionsView, TouchpointInsight } from "../queries";
import { estimateColumns, estimateRow } from "../twins";
import type { TouchpointFrame } from "./frame";
import styles from "./touchpoint.module.css";

interface Props {
  readonly insight: TouchpointInsight;
  readonly frame: TouchpointFrame;
  readonly dimensions: DimensionsView | undefined;
}

/** Who feels it differently: groups of clients by one attribute, on one axis. */
export function Segments({ insight, frame, dimensions }: Props) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const name = usePeriodName();
  const attributes = (dimensions?.attributes ?? []).filter(({ values }) => values.length > 1);
  const [chosen] = insight.segments;
  if (attributes.length === 0) {
    return (
      <section className={styles.section}>
        <EmptyState title={t("touchpoint.segPickTitle")}>
          <p>{t("touchpoint.segNoAttributes")}</p>
        </EmptyState>
      </section>
    );
  }
  if (!chosen) {
    return (
      <section className={styles.section}>
        <EmptyState title={t("touchpoint.segPickTitle")}>
          <p>{t("touchpoint.segPick")}</p>
        </EmptyState>
      </section>
    );
  }
  const items = [...chosen.items]
    .sort(
      (a, b) =>
        Number(a.estimate.hidden) - Number(b.estimate.hidden) || (a.estimate.value ?? 99) - (b.estimate.value ?? 99),
    )
    .map(({ code, label, estimate }) => ({ key: code, label, estimate }));
  const groups = [{ heading: chosen.label, items }];
  return (
    <section className={styles.section}>
      <ChartFrame
        title={segmentsTitle(t, chosen.label, items)}
        caption={t("touchpoint.segCaption", { attribute: chosen.label })}
        source={t("common.source", { organization: organization.name, period: name.period(insight.period.label) })}
        note={t("touchpoint.segHelp")}
        height={groupDotsHeight(groups)}
        twin={{
          columns: [{ key: "label", label: chosen.label }, ...estimateColumns(t)],
          rows: items.map((item) => ({ label: item.label, ...estimateRow(figures, item.estimate, "score") })),
        }}
      >
        {(width) => (
          <GroupDots
            width={width}
            label={t("touchpoint.segCaption", { attribute: chosen.label })}
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
