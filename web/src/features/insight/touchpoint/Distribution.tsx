import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { DivergingBar, type DivergingRow, divergingHeight } from "../../../ui/charts/DivergingBar";
import { useFigures } from "../../../ui/charts/useFigures";
import { distributionTitle } from "../findings";
import { usePeriodName } from "../parts/usePeriodName";
import type { TouchpointInsight } from "../queries";
import { barParts, shareOf } from "../scales";
import type { TouchpointFrame } from "./frame";
import styles from "./touchpoint.module.css";

/** How answers spread around "as expected", for all and for each group compared. */
export function Distribution({ insight, frame }: { insight: TouchpointInsight; frame: TouchpointFrame }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const name = usePeriodName();
  const rows: DivergingRow[] = insight.distribution.map((group) => {
    const parts = barParts(group.parts, frame.scale);
    return {
      key: group.code,
      label: group.label || t("touchpoint.allGroup"),
      n: group.n,
      hidden: group.hidden ?? false,
      parts,
      short: shareOf(parts, "short", group.n),
      loyal: shareOf(parts, "loyal", group.n),
    };
  });
  // All first to compare with, then the groups with most answers; more than seven bars are a list, not a picture.
  const [all, ...groups] = rows;
  const shown = all ? [all, ...groups.sort((a, b) => b.n - a.n).slice(0, 6)] : [];
  const scores = all?.parts.map((part) => part.label) ?? [];
  const share = (value: number) => ({ text: figures.value(value, "share"), value });
  const numeric = true;
  return (
    <section className={styles.section}>
      <ChartFrame
        title={distributionTitle(t, figures, shown)}
        caption={t("touchpoint.distCaption")}
        source={t("common.source", { organization: organization.name, period: name.period(insight.period.label) })}
        height={(width) => divergingHeight(shown.length, width)}
        twin={{
          columns: [
            { key: "group", label: t("common.group") },
            ...scores.map((score) => ({ key: `s${score}`, label: score, numeric })),
            { key: "short", label: t("board.t.short"), numeric },
            { key: "loyal", label: t("board.t.loyal"), numeric },
            { key: "n", label: t("common.answers"), numeric },
          ],
          rows: rows.map((row) => ({
            group: row.label,
            ...Object.fromEntries(row.parts.map((part) => [`s${part.label}`, row.hidden ? null : share(part.share)])),
            short: row.hidden || !row.short ? null : share(row.short.share),
            loyal: row.hidden || !row.loyal ? null : share(row.loyal.share),
            n: { text: figures.count(row.n), value: row.n },
          })),
        }}
      >
        {(width) => <DivergingBar width={width} label={t("touchpoint.distCaption")} rows={shown} />}
      </ChartFrame>
    </section>
  );
}
