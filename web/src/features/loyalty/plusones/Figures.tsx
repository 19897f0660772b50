import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { money, TELLING } from "./board";
import styles from "./plusones.module.css";
import { habituationQuery, type PlusOne } from "./queries";

/** "wow 62 % 55–69 n 171"; what nobody has heard of yet is said so. */
export function WowFigure({ of }: { of: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const { value, low, high, n } = of.wow;
  if (value == null || low == null || high == null) {
    return <p className={styles.line}>{of.given > 0 ? t("wow.unheard", { count: of.given }) : t("wow.never")}</p>;
  }
  const ends = `${format.decimal(low * 100, 0)}–${format.decimal(high * 100, 0)}`;
  return (
    <p className={styles.line}>
      {t("wow.word")} <b>{format.percent(value)}</b>{" "}
      <small>
        {ends} {format.sample(n)}
      </small>
    </p>
  );
}

/** What one wow costs, and a year of it where it is a norm. */
export function CostFigure({ of }: { of: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const { locale } = useFormat();
  // Somebody's time alone: no money is spent, so none is shown.
  if (of.cost_cents === 0) {
    return of.minutes > 0 ? <p className={styles.line}>{t("cost.minutes", { count: of.minutes })}</p> : null;
  }
  const each =
    of.cost_per_wow && t("cost.perWow", { money: money(locale, Math.round(of.cost_per_wow.cents), of.currency) });
  const year =
    of.state === "norm" &&
    t("cost.year", { money: money(locale, Math.round(of.yearly.cents / 100) * 100, of.currency) });
  const words = [each, year].filter(Boolean).join(" · ");
  return words ? <p className={styles.line}>{words}</p> : null;
}

/** The half-life where it can be told; else what is missing for it. */
export function HalfLifeFigure({ of }: { of: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const enough = of.telling_clients >= TELLING;
  const wear = useQuery({ ...habituationQuery(of.id), enabled: enough });
  if (of.given === 0) return null;
  if (!enough) {
    const key = of.telling_clients === 0 ? "halfLife.unknown" : "halfLife.notYet";
    return <p className={styles.line}>{t(key, { count: of.telling_clients, needed: TELLING })}</p>;
  }
  if (!wear.data) return <p className={styles.line}>{t(wear.isError ? "halfLife.failed" : "halfLife.reckoning")}</p>;
  const { estimate, not_estimable } = wear.data;
  if (!estimate) return <p className={styles.line}>{t(`reason.${not_estimable?.reason ?? "too_few_clients"}`)}</p>;
  const { deliveries, low, high } = estimate.half_life;
  if (deliveries == null || !estimate.wears_out) return <p className={styles.line}>{t("halfLife.never")}</p>;
  return (
    <p className={styles.line}>
      {t("halfLife.every", { n: format.decimal(deliveries, 1) })}{" "}
      <small>
        {format.decimal(low, 1)}–{high == null ? "∞" : format.decimal(high, 1)}
      </small>
    </p>
  );
}
