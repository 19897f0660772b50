import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ErrorLine } from "../../../ui/ErrorState";
import { Figure } from "../../../ui/Figure";
import { Skeleton } from "../../../ui/Skeleton";
import styles from "./gaps.module.css";
import { type GapShare, useGapMeasures } from "./queries";

const SHARES = ["coverage", "missed_touch_rate", "planned_share", "chase_ratio"] as const;

/** How complete the touches are, each figure with its n and interval. */
export function Measures() {
  const { t } = useTranslation("design/gaps");
  const format = useFormat();
  const measures = useGapMeasures();
  if (measures.error) return <ErrorLine error={measures.error} />;
  const days = measures.data?.days_to_live;
  // A rare thing would round to nothing.
  const digits = (share: GapShare) => (share.value < 0.02 ? 1 : 0);
  const aside = (share: GapShare) =>
    t("measures.aside", {
      range: format.range(share.low, share.high, "share", digits(share)),
      hits: format.count(share.hits),
      n: format.count(share.n),
    });
  return (
    <dl className={styles.measures} aria-label={t("measures.title")}>
      {SHARES.map((name) => {
        const share = measures.data?.[name];
        return (
          <div key={name} title={t(`measures.${name}_why`)}>
            <dt>{t(`measures.${name}`)}</dt>
            <dd>
              {!measures.data ? (
                <Skeleton width={90} height={32} />
              ) : share ? (
                <Figure estimate={share} unit="share" digits={digits(share)} stacked aside={aside(share)} />
              ) : (
                <Unknown>{t(`measures.${name}_none`)}</Unknown>
              )}
            </dd>
          </div>
        );
      })}
      <div title={t("measures.days_why")}>
        <dt>{t("measures.days")}</dt>
        <dd>
          {!measures.data ? (
            <Skeleton width={90} height={32} />
          ) : days && days.median_days !== null ? (
            <span className={styles.days}>
              <b>{t("measures.daysValue", { count: Math.round(days.median_days) })}</b>
              <small>
                {t("measures.daysAside", {
                  low: days.low === null ? "?" : format.decimal(days.low, 0),
                  high: days.high === null ? "∞" : format.decimal(days.high, 0),
                  live: format.count(days.live),
                  n: format.count(days.n),
                })}
              </small>
            </span>
          ) : (
            <Unknown>
              {days ? t("measures.daysWaiting", { live: days.live, n: days.n }) : t("measures.days_none")}
            </Unknown>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Unknown({ children }: { children: string }) {
  const { t } = useTranslation("design/gaps");
  return (
    <span className={styles.days}>
      <b className={styles.unknown}>{t("measures.unknown")}</b>
      <small>{children}</small>
    </span>
  );
}
