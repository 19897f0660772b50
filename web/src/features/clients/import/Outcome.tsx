import { useTranslation } from "react-i18next";
import { saveCsv } from "../../../lib/csv";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { Sign } from "../../../ui/Sign";
import styles from "./import.module.css";
import type { ImportOutcome } from "./queries";
import { Reasons } from "./Reasons";

/** More than these are read in the file of what was left out. */
const SHOWN = 100;

/** What a file did, or would do. */
export function Outcome({ outcome, done }: { outcome: ImportOutcome; done: boolean }) {
  const { t } = useTranslation("clients/import");
  const format = useFormat();
  const { created, updated, unchanged, rejected, problems, duplicates } = outcome;
  const unread = outcome.columns.flatMap(({ name, field }) => (field ? [] : [name]));
  const counts = { created, updated, unchanged, rejected };
  return (
    <div className={styles.outcome}>
      {!done && <p className={styles.dry}>{t("look.dry")}</p>}
      <dl className={styles.counts}>
        {(["created", "updated", "unchanged", "rejected"] as const).map((key) => (
          <div key={key}>
            <dt>{t(`counts.${key}`)}</dt>
            <dd className={key === "rejected" && rejected > 0 ? "short" : undefined}>
              {key === "rejected" && rejected > 0 && <Sign standing="dissatisfied" size={14} />}
              {format.count(counts[key])}
            </dd>
          </div>
        ))}
      </dl>
      {outcome.contacts_created + outcome.contacts_updated > 0 && (
        <p className="soft">
          {t("counts.contacts", {
            created: format.count(outcome.contacts_created),
            updated: format.count(outcome.contacts_updated),
          })}
        </p>
      )}
      {outcome.left_out.length > 0 && (
        <p className="soft">{t("look.leftOut", { what: format.list(outcome.left_out) })}</p>
      )}
      {unread.length > 0 && <p className="soft">{t("look.unread", { columns: format.list(unread) })}</p>}
      {problems.length > 0 && (
        <section>
          <div className={styles.head}>
            <h2>{t("problems.title", { count: problems.length, n: format.count(problems.length) })}</h2>
            <Button
              size="s"
              onPress={() =>
                saveCsv("client-import-problems.csv", [
                  [t("problems.row"), t("problems.column"), t("problems.what")],
                  ...problems.map((one) => [one.row, one.column, one.message]),
                ])
              }
            >
              {t("problems.save")}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={styles.problems} tabIndex={0} aria-label={t("problems.list")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("problems.row")}</th>
                  <th scope="col">{t("problems.column")}</th>
                  <th scope="col">{t("problems.what")}</th>
                </tr>
              </thead>
              <tbody>
                {problems.slice(0, SHOWN).map((problem) => (
                  <tr key={`${problem.row} ${problem.column} ${problem.message}`}>
                    <td className="num">{format.count(problem.row)}</td>
                    <td>{problem.column || "–"}</td>
                    <td>
                      {capital(problem.message)}{" "}
                      <span className="soft">{t(problem.kept ? "problems.kept" : "problems.left")}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {problems.length > SHOWN && <p className="soft">{t("problems.more", { count: problems.length - SHOWN })}</p>}
        </section>
      )}
      {duplicates.length > 0 && (
        <section>
          <h2>{t("twins.title", { count: duplicates.length, n: format.count(duplicates.length) })}</h2>
          <p className="soft">{t("twins.what")}</p>
          <ul className={styles.twins}>
            {duplicates.slice(0, 12).map((pair) => (
              <li key={`${pair.row} ${pair.known?.id ?? pair.other_row}`}>
                <b>
                  {t(pair.known ? "twins.known" : "twins.rows", {
                    row: format.count(pair.row),
                    name: pair.a,
                    other: pair.b,
                    otherRow: format.count(pair.other_row ?? 0),
                  })}
                </b>{" "}
                <Reasons why={pair.why} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Rules speak in clauses; here each stands as a sentence. */
function capital(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
