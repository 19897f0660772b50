import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { measured } from "../../../ui/charts/estimate";
import { GroupDots, groupDotsHeight } from "../../../ui/charts/GroupDots";
import { useFigures } from "../../../ui/charts/useFigures";
import { segmentsTitle } from "../findings";
import { usePeriodName } from "../parts/usePeriodName";
import { useView } from "../parts/useView";
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
  const [view] = useView();
  const [chosen] = insight.segments;
  if (attributes.length === 0) {
    return (
      <section className={styles.section}>
        <h2 className={styles.heading}>{t("touchpoint.segPickTitle")}</h2>
        <p className="soft">{t("touchpoint.segNoAttributes")}</p>
      </section>
    );
  }
  if (!chosen) {
    return (
      <section className={styles.section}>
        <h2 className={styles.heading}>{t("touchpoint.segPickTitle")}</h2>
        <p className="soft">{t("touchpoint.segPick")}</p>
      </section>
    );
  }
  const items = sorted(chosen);
  // The next attribute that tells groups apart, where there is room for it.
  const second =
    view.segment === undefined ? insight.segments.slice(1).find((one) => one.items.length <= 6) : undefined;
  const groups = [chosen, ...(second && items.length <= 8 ? [second] : [])].map((segment) => ({
    heading: segment.label,
    items: sorted(segment),
  }));
  return (
    <section className={styles.section}>
      <ChartFrame
        title={segmentsTitle(t, chosen.label, items)}
        caption={t("touchpoint.segCaption", { attribute: chosen.label })}
        source={t("common.source", { organization: organization.name, period: name.period(insight.period.label) })}
        note={t("touchpoint.segHelp")}
        height={groupDotsHeight(groups)}
        twin={{
          columns: [
            { key: "attribute", label: t("touchpoint.attribute") },
            { key: "label", label: t("common.group") },
            ...estimateColumns(t),
          ],
          rows: groups.flatMap((group) =>
            group.items.map((item) => ({
              attribute: group.heading,
              label: item.label,
              ...estimateRow(figures, item.estimate, "score"),
            })),
          ),
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

type Segment = TouchpointInsight["segments"][number];

/** The least pleased first; what can't be told comes last. */
function sorted(segment: Segment) {
  const at = (estimate: Segment["items"][number]["estimate"]) => measured(estimate)?.value ?? Number.POSITIVE_INFINITY;
  return segment.items
    .map(({ code, label, estimate }) => ({ key: `${segment.attribute}=${code}`, label, estimate }))
    .sort((a, b) => at(a.estimate) - at(b.estimate) || a.label.localeCompare(b.label));
}
