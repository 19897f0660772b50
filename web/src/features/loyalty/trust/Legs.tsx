import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { IntervalTrack } from "../../../ui/charts/IntervalTrack";
import { LEGS } from "./parts";
import type { Leg, Score } from "./queries";
import styles from "./trust.module.css";

type Props = {
  legs: readonly (Score & { leg: Leg })[];
  weakest?: Leg | null | undefined;
  /** What stands under each leg. */
  under: (leg: Leg) => string;
};

/** The three legs on one scale; unknown is hatched, the weakest is the one in ink. */
export function Legs({ legs, weakest, under }: Props) {
  const { t } = useTranslation("loyalty/trust");
  const format = useFormat();
  return (
    <dl className={styles.legs}>
      {(Object.keys(LEGS) as Leg[]).map((name) => {
        const leg = legs.find((it) => it.leg === name) ?? { leg: name, value: null, low: null, high: null, n: 0 };
        const { value, low, high, n } = leg;
        return (
          <div key={name}>
            <dt data-weakest={weakest === name || undefined}>
              {weakest === name ? t("legs.weakest", { leg: t(`leg.${name}`) }) : t(`leg.${name}`)}
            </dt>
            <dd>
              <span className={styles.value}>
                {value === null ? (
                  <span className="soft">{t("legs.unknown")}</span>
                ) : (
                  <>
                    <b className="num">{format.decimal(value, 0)}</b>{" "}
                    {low != null && high != null && (
                      <small className="num">
                        {format.decimal(low, 0)}–{format.decimal(high, 0)}
                      </small>
                    )}
                  </>
                )}
              </span>
              <IntervalTrack
                value={value}
                low={low}
                high={high}
                max={100}
                strong={weakest === name}
                label={
                  value === null
                    ? t("legs.spokenUnknown", { leg: t(`leg.${name}`), n })
                    : t("legs.spoken", {
                        leg: t(`leg.${name}`),
                        value: format.decimal(value, 0),
                        low: format.decimal(low ?? value, 0),
                        high: format.decimal(high ?? value, 0),
                      })
                }
              />
              <small className={styles.under}>
                {format.sample(n)}

                {under(name) && ` · ${under(name)}`}
              </small>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
