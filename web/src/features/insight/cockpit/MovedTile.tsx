import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { measured } from "../../../ui/charts/estimate";
import { useFigures } from "../../../ui/charts/useFigures";
import { ChangeRange, ChangeText } from "../parts/ChangeText";
import { usePeriodName } from "../parts/usePeriodName";
import { carried, useView } from "../parts/useView";
import type { Cockpit } from "../queries";
import styles from "./cockpit.module.css";
import { Tile } from "./Tile";

const MOST = 4;

/** What changed and isn't chance. */
export function MovedTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const [view] = useView();
  const against = usePeriodName().against(cockpit.period, cockpit.against);
  const movers = [...cockpit.movers].sort((a, b) => Math.abs(b.change.difference) - Math.abs(a.change.difference));
  return (
    <Tile title={against ? t("cockpit.moved", { against }) : t("cockpit.movedNoAgainst")} span={4}>
      {!against ? (
        <p className={styles.words}>{t("cockpit.movedFirst")}</p>
      ) : movers.length === 0 ? (
        <p className={styles.words}>{t("cockpit.movedNone")}</p>
      ) : (
        <>
          <ul className={styles.movers}>
            {movers.slice(0, MOST).map(({ touchpoint, change, estimate }) => {
              const point = measured(estimate);
              return (
                <li key={touchpoint.id}>
                  <Link to="/touchpoints/$key" params={{ key: touchpoint.key }} search={carried(view)}>
                    {touchpoint.label}
                  </Link>
                  <span>
                    <ChangeText change={change} unit="score" />
                    <small>
                      <ChangeRange change={change} unit="score" />
                      {point && ` · ${figures.value(point.value, "score")}, n ${figures.count(point.n)}`}
                    </small>
                  </span>
                </li>
              );
            })}
          </ul>
          <p className={styles.under}>
            {movers.length > MOST &&
              `${t("cockpit.more", { count: movers.length - MOST, n: figures.count(movers.length - MOST) })}. `}
            {t("cockpit.movedHolm")}
          </p>
        </>
      )}
    </Tile>
  );
}
