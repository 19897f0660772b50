import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import styles from "./ladder.module.css";
import type { BySign, Difference, Outcome } from "./queries";
import { RungSign } from "./RungWord";

/** Who stayed where we fell short, were as expected, went beyond: the plain shares beside the lines. */
export function BySignTable({ bySign }: { bySign: BySign }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const rows: { key: "short" | "met" | "beyond"; rung: "dissatisfied" | "satisfied" | "loyal"; of: Outcome }[] = [
    { key: "short", rung: "dissatisfied", of: bySign.short },
    { key: "met", rung: "satisfied", of: bySign.met },
    { key: "beyond", rung: "loyal", of: bySign.beyond },
  ];
  const points = (it: Difference) =>
    t("bySign.points", {
      points: format.signed(it.difference * 100, 1),
      low: format.signed(it.interval.low * 100, 1),
      high: format.signed(it.interval.high * 100, 1),
    });
  return (
    <div className={styles.bySign}>
      <h3>{t("bySign.title")}</h3>
      <table>
        <caption className="sr">{t("bySign.caption")}</caption>
        <thead className="sr">
          <tr>
            <th scope="col">{t("asymmetry.felt")}</th>
            <th scope="col">{t("asymmetry.stayed")}</th>
            <th scope="col">{t("interval")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <RungSign rung={row.rung} /> {t(`bySign.${row.key}`)}
              </th>
              <td className="num">{row.of.share === null ? t("unknown") : format.percent(row.of.share, 1)}</td>
              <td>
                <small className="faint">
                  {row.of.interval && `${format.range(row.of.interval.low, row.of.interval.high, "share")} `}
                  {format.sample(row.of.n)}
                </small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small soft">
        {bySign.cost && t("bySign.cost", { points: points(bySign.cost) })}{" "}
        {bySign.gain && t("bySign.gain", { points: points(bySign.gain) })}
      </p>
    </div>
  );
}
