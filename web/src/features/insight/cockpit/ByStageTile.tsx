import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { toneOf } from "../../../ui/charts/estimate";
import { facetsHeight, PlannedDoneFelt } from "../../../ui/charts/PlannedDoneFelt";
import { useFigures } from "../../../ui/charts/useFigures";
import { usePeriodName } from "../parts/usePeriodName";
import type { Cockpit } from "../queries";
import { parseScale } from "../scales";
import { estimateColumns, estimateRow } from "../twins";
import styles from "./cockpit.module.css";
import { Tile } from "./Tile";

/** At which step of their life with us clients feel let down; planned and done join it when they are recorded. */
export function ByStageTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const name = usePeriodName();
  const rows = cockpit.by_stage;
  if (rows.length === 0) {
    return (
      <Tile title={t("cockpit.byStageNone")} span={5}>
        <p className={styles.words}>{t("cockpit.byStageNoneWhy")}</p>
      </Tile>
    );
  }
  const scale = parseScale(cockpit.rating_scale);
  const short = rows.filter((row) => row.short || toneOf(row.estimate, cockpit.as_expected) === "short");
  const title =
    short.length === 0
      ? rows.some((row) => row.estimate.badge === "sound")
        ? t("cockpit.byStageOk")
        : t("cockpit.byStage")
      : short.length <= 2
        ? t("cockpit.byStageShort", { count: short.length, names: figures.list(short.map((row) => row.label)) })
        : t("cockpit.byStage");
  const felt = rows.every((row) => row.planned === null && row.done === null);
  return (
    <section className={styles.tile} data-span={5}>
      <ChartFrame
        title={title}
        caption={t("cockpit.byStageCaption")}
        source={t("common.source", { organization: organization.name, period: name.period(cockpit.period.label) })}
        note={t(felt ? "cockpit.facetsMissing" : "cockpit.facetsRead")}
        height={(width) => facetsHeight(rows, width)}
        twin={{
          columns: [
            { key: "label", label: t("common.stage") },
            ...estimateColumns(t),
            { key: "planned", label: t("cockpit.planned"), numeric: true },
            { key: "done", label: t("cockpit.doneShare"), numeric: true },
          ],
          rows: rows.map((row) => ({
            label: row.label,
            ...estimateRow(figures, row.estimate, "score"),
            planned:
              row.planned === null
                ? null
                : { text: figures.value(row.planned / 100, "share"), value: row.planned / 100 },
            done: row.done === null ? null : { text: figures.value(row.done / 100, "share"), value: row.done / 100 },
          })),
        }}
      >
        {(width) => (
          <PlannedDoneFelt
            width={width}
            label={t("cockpit.byStageCaption")}
            unit="score"
            ends={[scale.low, scale.high]}
            expected={cockpit.as_expected}
            rows={rows.map((row) => ({
              key: row.stage,
              label: row.label,
              planned: row.planned === null ? null : row.planned / 100,
              done: row.done === null ? null : row.done / 100,
              felt: row.estimate,
            }))}
          />
        )}
      </ChartFrame>
    </section>
  );
}
