import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { GroupDots, groupDotsHeight } from "../../../ui/charts/GroupDots";
import { useFigures } from "../../../ui/charts/useFigures";
import { EmptyState } from "../../../ui/EmptyState";
import { Select } from "../../../ui/Select";
import { segmentsTitle } from "../findings";
import { useView } from "../parts/useView";
import type { DimensionsView, TouchpointInsight } from "../queries";
import { estimateColumns, estimateRow } from "../twins";
import type { TouchpointFrame } from "./frame";
import styles from "./touchpoint.module.css";

interface Props {
  readonly insight: TouchpointInsight;
  readonly frame: TouchpointFrame;
  readonly segment: string | undefined;
  readonly dimensions: DimensionsView | undefined;
}

/** Who feels it differently: groups of clients by one attribute, on one axis. */
export function Segments({ insight, frame, segment, dimensions }: Props) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const [, setView] = useView();
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
  const picker = (
    <div className={styles.pick}>
      <Select
        label={t("touchpoint.compareBy")}
        options={attributes.map(({ key, label }) => ({ key, label }))}
        value={segment ?? null}
        placeholder={t("touchpoint.compareNothing")}
        onChange={(key) => setView({ segment: key })}
      />
    </div>
  );
  if (!chosen) {
    return (
      <section className={styles.section}>
        <EmptyState title={t("touchpoint.segPickTitle")}>
          <p>{t("touchpoint.segPick")}</p>
        </EmptyState>
        {picker}
      </section>
    );
  }
  const items = [...chosen.items]
    .sort((a, b) => Number(a.estimate.hidden) - Number(b.estimate.hidden) || (a.estimate.value ?? 99) - (b.estimate.value ?? 99))
    .map(({ code, label, estimate }) => ({ key: code, label, estimate }));
  const groups = [{ heading: chosen.label, items }];
  return (
    <section className={styles.section}>
      <ChartFrame
        title={segmentsTitle(t, chosen.label, items)}
        caption={t("touchpoint.segCaption", { attribute: chosen.label })}
        source={t("common.source", { organization: organization.name, period: insight.period.label })}
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
      {picker}
    </section>
  );
}
