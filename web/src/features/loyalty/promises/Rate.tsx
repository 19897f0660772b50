import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { IntervalTrack } from "../../../ui/charts/IntervalTrack";
import styles from "./promises.module.css";
import type { Conduct } from "./queries";

/** Kept on time with its interval and n; what still runs is no part of it. */
export function KeptRate({ conduct }: { conduct: Conduct }) {
  const { t } = useTranslation("loyalty/promises");
  const format = useFormat();
  const { value, low, high, n } = conduct.rate;
  return (
    <div className={styles.rate}>
      <p>
        {t("rate.name")} <b className="num">{value === null ? t("rate.unknown") : format.percent(value)}</b>{" "}
        <small className="faint small num">
          {value !== null && low != null && high != null
            ? `${format.decimal(low * 100, 0)}–${format.decimal(high * 100, 0)} `
            : ""}
          {format.sample(n)}
        </small>
      </p>
      <IntervalTrack
        value={value}
        low={low}
        high={high}
        label={t("rate.spoken", { value: value === null ? t("rate.unknown") : format.percent(value) })}
      />
    </div>
  );
}
