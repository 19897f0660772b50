import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { PanelPart } from "../../../ui/Panel";
import { columnOf, money } from "./board";
import styles from "./plusones.module.css";
import type { Board } from "./queries";

/** What a year of the norms costs, one bar each, and whether new surprises keep up. */
export function NormDebt({ board }: { board: Board }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const norms = columnOf(board, "norm").sort((a, b) => b.yearly.cents - a.yearly.cents);
  const most = Math.max(...norms.map((it) => it.yearly.cents), 1);
  const { ratio, new: fresh, worn_out: worn } = board.replenishment;
  const whole = (cents: number, currency: string) => money(format.locale, Math.round(cents / 100) * 100, currency);
  return (
    <PanelPart title={t("debt.title")}>
      {board.debt.length === 0 && <p className="soft">{t("debt.none")}</p>}
      {board.debt.map((sum) => (
        <div key={sum.currency}>
          <p className={styles.figure}>
            {whole(sum.cents, sum.currency)}{" "}
            <small>
              {whole(sum.low, sum.currency)} – {whole(sum.high, sum.currency)}
            </small>
          </p>
          <p className={styles.line}>
            {t("debt.from", { count: sum.n, n: format.count(sum.n) })}
            {sum.minutes >= 60 && ` · ${t("debt.hours", { count: Math.round(sum.minutes / 60) })}`}
          </p>
        </div>
      ))}
      <ul className={styles.bars}>
        {norms.slice(0, 6).map((it) => (
          <li key={it.id}>
            <Link to="/plus-ones/$plusOneId" params={{ plusOneId: it.id }}>
              {it.words}
            </Link>
            <span>
              {it.yearly.cents > 0 || it.yearly.minutes < 30
                ? whole(it.yearly.cents, it.currency)
                : t("debt.timeOnly", { count: Math.round(it.yearly.minutes / 60) || 1 })}
            </span>
            {it.yearly.cents > 0 && <i style={{ width: `${(100 * it.yearly.cents) / most}%` }} />}
          </li>
        ))}
      </ul>
      <p className={styles.line}>
        {ratio == null
          ? t("debt.nothingWorn", { fresh })
          : t("debt.replenishment", { ratio: format.decimal(ratio, 2), fresh, worn })}{" "}
        {ratio != null && ratio < 1 && t("debt.grows")}
      </p>
    </PanelPart>
  );
}
