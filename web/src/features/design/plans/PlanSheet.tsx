import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { PrintSheet } from "../../../ui/PrintSheet";
import type { Finding } from "./finding";
import { useEditor } from "./parts/editor";
import type { Conduct, TouchpointPlan } from "./queries";
import { useSay } from "./say";
import { sheetOf } from "./sheet";
import styles from "./sheet.module.css";

type Props = { plan: TouchpointPlan; finding: Finding; conduct: Conduct | null };

/** The plan as a printer gets it. */
export function PlanSheet({ plan, finding, conduct }: Props) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization } = useMe();
  const { document, kept } = useEditor();
  const say = useSay();
  const sheet = sheetOf({
    t,
    format,
    say,
    plan,
    document,
    conduct,
    kept,
    finding,
    organization: organization.name,
  });
  return (
    <PrintSheet>
      <header className={styles.head}>
        <p>{sheet.state}</p>
        <h1>{sheet.title}</h1>
        <p>{sheet.finding}</p>
      </header>
      {sheet.purpose && <p className={styles.purpose}>{sheet.purpose}</p>}
      <dl className={styles.facts}>
        {[...sheet.facts, ...sheet.measures].map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {sheet.lacks.length > 0 && (
        <section className={styles.part}>
          <h2>{t("paper.lacks")}</h2>
          <ul>
            {sheet.lacks.map((lack) => (
              <li key={lack}>▼ {lack}</li>
            ))}
          </ul>
        </section>
      )}
      {sheet.standards.length > 0 && (
        <section className={styles.part}>
          <h2>{t("row.standards")}</h2>
          <table>
            <tbody>
              {sheet.standards.map((each, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the standard's number
                <tr key={at}>
                  <td>{at + 1}</td>
                  <td>{each.words}</td>
                  <td>{t("standards.wanted", { share: each.wanted })}</td>
                  <td>{each.short ? `▼ ${each.kept}` : each.kept}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {sheet.feeling.length > 0 && (
        <section className={styles.part}>
          <h2>{t("row.feeling")}</h2>
          <dl className={styles.facts}>
            {sheet.feeling.map(({ label, items }) => (
              <div key={label}>
                <dt>{label}</dt>
                {items.map((item) => (
                  <dd key={item}>{item}</dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      )}
      {sheet.failures.length > 0 && (
        <section className={styles.part}>
          <h2>{t("row.failures")}</h2>
          <table>
            <tbody>
              {sheet.failures.map((each) => (
                <tr key={each.words}>
                  <td>{each.words}</td>
                  <td>{each.missing ? `▼ ${each.recovery}` : each.recovery}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Kinds title={t("row.plusOnes")} list={sheet.plusOnes} />
      <Kinds title={t("row.expectations")} list={sheet.expectations} />
      {sheet.script && (
        <section className={styles.part}>
          <h2>{t("row.script")}</h2>
          <p className={styles.purpose}>{sheet.script}</p>
        </section>
      )}
    </PrintSheet>
  );
}

function Kinds({ title, list }: { title: string; list: readonly { kind: string; words: string }[] }) {
  if (list.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <table>
        <tbody>
          {list.map(({ kind, words }) => (
            <tr key={`${kind} ${words}`}>
              <td>{kind}</td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
