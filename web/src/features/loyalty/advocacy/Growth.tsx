import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import styles from "./advocacy.module.css";
import { growthQuery, ratesQuery } from "./queries";

/** Growth that was earned, and how many speak for us. */
export function Growth() {
  const { t } = useTranslation("loyalty/advocacy");
  const format = useFormat();
  const growth = useQuery(growthQuery).data;
  const rates = useQuery(ratesQuery).data;
  const share = (value: number | null | undefined) => (value == null ? t("growth.unknown") : format.percent(value, 1));
  const advocates = rates?.advocates;
  const referrers = rates?.referrers;
  return (
    <dl className={styles.growth} aria-busy={!growth || !rates || undefined}>
      <div>
        <dt>{growth ? t("growth.rate", { year: growth.year }) : t("growth.rateLast")}</dt>
        <dd>
          <b className="num">
            {growth?.rate == null ? t("growth.unknown") : `${format.signed(growth.rate * 100, 1)}\u00a0%`}
          </b>{" "}
          <small className="faint num">
            {growth ? format.sample(growth.n) : ""}
            {growth && growth.currencies.length > 1 ? ` ${t("growth.in", { currency: growth.currency })}` : ""}
          </small>
          <p>
            {growth?.rate == null
              ? t("growth.what")
              : t("growth.made", { kept: share(growth.retained), sent: share(growth.earned_new) })}
          </p>
        </dd>
      </div>
      <div>
        <dt>{t("growth.advocates")}</dt>
        <dd>
          <b className="num">{share(advocates?.value)}</b>{" "}
          <small className="faint num">
            {advocates?.low != null && advocates.high != null
              ? `${format.decimal(advocates.low * 100, 1)}–${format.decimal(advocates.high * 100, 1)} `
              : ""}
            {advocates ? format.sample(advocates.n) : ""}
          </small>
          <p>{t("growth.advocatesWhat")}</p>
        </dd>
      </div>
      <div>
        <dt>{t("growth.referrers")}</dt>
        <dd>
          <b className="num">{share(referrers?.value)}</b>{" "}
          <small className="faint num">
            {referrers?.low != null && referrers.high != null
              ? `${format.decimal(referrers.low * 100, 1)}–${format.decimal(referrers.high * 100, 1)} `
              : ""}
            {referrers ? format.sample(referrers.n) : ""}
          </small>
          <p>{t("growth.referrersWhat")}</p>
        </dd>
      </div>
    </dl>
  );
}
