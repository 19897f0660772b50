import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { IntervalTrack } from "../../../ui/charts/IntervalTrack";
import styles from "./expectations.module.css";
import type { Iceberg } from "./queries";
import { RateText } from "./RateLine";

/** Four numbers, each with its n and interval, each with what it is read against. */
export function Measures({ iceberg }: { iceberg: Iceberg }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const { known, below, orphans, age } = iceberg;
  const said = (value: number | null | undefined) => (value == null ? t("unknown") : format.percent(value));
  return (
    <dl className={styles.measures}>
      <div>
        <dt>{t("measure.known")}</dt>
        <dd>
          <RateText rate={known} unknown={t("unknown")} />
          <IntervalTrack
            value={known.value ?? null}
            low={known.low}
            high={known.high}
            label={t("measure.knownSpoken", { value: said(known.value) })}
          />
          <p>{t("measure.knownWhat")}</p>
        </dd>
      </div>
      <div>
        <dt>{t("measure.below")}</dt>
        <dd>
          <RateText rate={below} unknown={t("unknown")} />
          <IntervalTrack
            value={below.value ?? null}
            low={below.low}
            high={below.high}
            mark={{ at: 8 / 9, label: "8/9" }}
            label={t("section.belowSpoken", { value: said(below.value) })}
          />
          <p>{t("measure.belowWhat")}</p>
        </dd>
      </div>
      <div>
        <dt>{t("measure.orphans")}</dt>
        <dd>
          <RateText rate={orphans} unknown={t("unknown")} />
          <IntervalTrack
            value={orphans.value ?? null}
            low={orphans.low}
            high={orphans.high}
            label={t("measure.orphansSpoken", { value: said(orphans.value) })}
          />
          <p>{t("measure.orphansWhat")}</p>
        </dd>
      </div>
      <div>
        <dt>{t("measure.age")}</dt>
        <dd>
          {age.days == null ? (
            t("unknown")
          ) : (
            <b className="num">{t("measure.days", { count: Math.round(age.days) })}</b>
          )}{" "}
          <small className="faint small num">
            {age.days != null && age.low != null && age.high != null
              ? `${format.decimal(age.low, 0)}–${format.decimal(age.high, 0)} `
              : ""}
            {format.sample(age.n)}
          </small>
          <p>{t("measure.ageWhat")}</p>
        </dd>
      </div>
    </dl>
  );
}
