import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import styles from "./advocacy.module.css";
import { growthQuery } from "./queries";

/** Growth that was earned: from clients who stayed and grew, and from those whom they sent. */
export function Growth() {
  const { t } = useTranslation("loyalty/advocacy");
  const format = useFormat();
  const year = new Date().getFullYear();
  const growth = useQuery(growthQuery(year));
  const data = growth.data;
  const share = (value: number | null | undefined) => (value == null ? t("growth.unknown") : format.percent(value, 1));
  return (
    <dl className={styles.growth} aria-busy={!data || undefined}>
      <div>
        <dt>{t("growth.rate", { year })}</dt>
        <dd>
          <b className="num">
            {data?.rate == null ? t("growth.unknown") : `${format.signed(data.rate * 100, 1)}\u00a0%`}
          </b>{" "}
          <small className="faint num">{data ? format.sample(data.n) : ""}</small>
          <p>{t("growth.what")}</p>
        </dd>
      </div>
      <div>
        <dt>{t("growth.retained")}</dt>
        <dd>
          <b className="num">{share(data?.retained)}</b>
          <p>{t("growth.retainedWhat")}</p>
        </dd>
      </div>
      <div>
        <dt>{t("growth.earned")}</dt>
        <dd>
          <b className="num">{share(data?.earned_new)}</b>
          <p>{t("growth.earnedWhat")}</p>
        </dd>
      </div>
    </dl>
  );
}
