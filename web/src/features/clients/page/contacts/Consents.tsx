import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import type { Consent, ConsentStatus } from "../../queries";
import styles from "./contacts.module.css";

/** The latest word for each purpose; all that went before stays readable behind it. */
export function Consents({ consents }: { consents: readonly Consent[] }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const purposes = [...new Set(consents.map(({ purpose }) => purpose))];
  if (purposes.length === 0) return <p className={styles.facts}>{t("consent.none")}</p>;
  const line = (one: Consent) =>
    t("consent.line", { day: format.day(one.at), source: one.source, status: statusWord(one.status) });
  const statusWord = (status: ConsentStatus) => t(`consent.${status}`);
  return (
    <ul className={styles.consents}>
      {purposes.map((purpose) => {
        const [latest, ...before] = consents
          .filter((one) => one.purpose === purpose)
          .toSorted((a, b) => b.at.localeCompare(a.at));
        if (!latest) return null;
        return (
          <li key={purpose}>
            <Allowed status={latest.status} />
            <div>
              <b>{purpose}</b> {line(latest)}
              {latest.evidence && <q className={styles.evidence}>{latest.evidence}</q>}
              {before.length > 0 && (
                <details>
                  <summary>{t("consent.before", { count: before.length })}</summary>
                  <ul>
                    {before.map((one) => (
                      <li key={one.at + one.status}>{line(one)}</li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** A tick or a cross, without a colour: a consent is neither good nor bad. */
function Allowed({ status }: { status: ConsentStatus }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path
        d={status === "granted" ? "m2 6.5 2.8 2.8L10 3.2" : "m3 3 6 6m0-6-6 6"}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </svg>
  );
}
