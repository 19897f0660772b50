import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { measured, told } from "../../../ui/charts/estimate";
import { useFigures } from "../../../ui/charts/useFigures";
import { useWidth } from "../../../ui/charts/useWidth";
import { Figure } from "../../../ui/Figure";
import { ChangeRange, ChangeText } from "../parts/ChangeText";
import { usePeriodName } from "../parts/usePeriodName";
import type { Change, Cockpit } from "../queries";
import { AnswersDialog } from "./AnswersDialog";
import styles from "./cockpit.module.css";
import { Tile } from "./Tile";

/** The whole experience in the two numbers everybody knows, each with its interval, n and change. */
export function OverallTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const [open, setOpen] = useState(false);
  const { overall, nps } = cockpit;
  const against = usePeriodName().against(cockpit.period, cockpit.against);
  if (!overall && !nps) {
    return (
      <Tile title={t("cockpit.overallNone")} span={3}>
        <p className={styles.words}>{t("cockpit.overallNoneWhy")}</p>
      </Tile>
    );
  }
  return (
    <Tile
      title={t("cockpit.overall")}
      span={3}
      link={
        <Button className={styles.linkButton ?? ""} onPress={() => setOpen(true)}>
          {t("cockpit.answersLink")}
        </Button>
      }
    >
      <div className={styles.overall}>
        {overall && (
          <div>
            <Figure label={t("cockpit.overallRating")} estimate={told(overall)} unit="score" stacked />
            <Since change={cockpit.overall_change} unit="score" against={against} />
          </div>
        )}
        {nps && (
          <div>
            <Figure label={t("cockpit.nps")} estimate={told(nps)} unit="nps" stacked />
            <Since change={cockpit.nps_change} unit="nps" against={against} />
          </div>
        )}
      </div>
      {measured(nps) && <NpsBar cockpit={cockpit} />}
      {open && <AnswersDialog cockpit={cockpit} open onClose={() => setOpen(false)} />}
    </Tile>
  );
}

interface SinceProps {
  readonly change: Change | null | undefined;
  readonly unit: "score" | "nps";
  readonly against: string | null;
}

function Since({ change, unit, against }: SinceProps) {
  const { t } = useTranslation("insight");
  if (!change || !against) return null;
  return (
    <p className={styles.since}>
      <ChangeText change={change} unit={unit} /> {t("common.sinceInline", { against })}
      <br />
      <small>
        <ChangeRange change={change} unit={unit} />
      </small>
    </p>
  );
}

/** Who makes up the NPS: promoters against detractors, passives between. */
function NpsBar({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const [ref, width] = useWidth<HTMLDivElement>(260);
  const part = (label: string) => cockpit.nps?.parts.find((one) => one.label === label)?.share ?? 0;
  const [promoters, passives, detractors] = [part("promoters"), part("passives"), part("detractors")];
  if (promoters + passives + detractors === 0) return null;
  const bars = [
    { key: "promoters" as const, share: promoters, fill: "var(--loyal)", opacity: 1 },
    { key: "passives" as const, share: passives, fill: "var(--ok)", opacity: 0.78 },
    { key: "detractors" as const, share: detractors, fill: "var(--short)", opacity: 1 },
  ];
  let from = 0;
  return (
    <div
      ref={ref}
      className={styles.npsBar}
      role="img"
      aria-label={t("cockpit.npsCaption", {
        promoters: figures.value(promoters, "share"),
        passives: figures.value(passives, "share"),
        detractors: figures.value(detractors, "share"),
        n: figures.count(cockpit.nps?.n ?? 0),
      })}
    >
      <svg width={width} height={12} aria-hidden="true">
        {bars.map((bar) => {
          const x = from * width;
          from += bar.share;
          return (
            <rect
              key={bar.key}
              x={x}
              width={Math.max(0, bar.share * width - 1)}
              height={12}
              fill={bar.fill}
              opacity={bar.opacity}
            />
          );
        })}
      </svg>
      <span className={styles.npsWords}>
        {bars.map((bar) => (
          <span key={bar.key}>
            <b>{figures.value(bar.share, "share")}</b> {t(`cockpit.${bar.key}`)}
          </span>
        ))}
      </span>
    </div>
  );
}
