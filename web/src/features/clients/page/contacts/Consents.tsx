import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { ErrorLine } from "../../../../ui/ErrorState";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { type ConsentStatus, type Contact, useConsents } from "../../queries";
import styles from "./contacts.module.css";

/** The last word for each purpose, and behind it the book in which every word stands. */
export function Consents({ contact }: { contact: Contact }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  if (contact.consents.length === 0) return <p className={styles.facts}>{t("consent.none")}</p>;
  return (
    <div className={styles.book}>
      <ul className={styles.consents}>
        {contact.consents.map(({ purpose, status, at }) => (
          <li key={purpose}>
            <Allowed status={status} />
            <span>
              <b>{purposeWord(purpose)}</b> {t("consent.now", { status: t(`consent.${status}`), day: format.day(at) })}
            </span>
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        size="s"
        aria-expanded={open}
        aria-label={t(open ? "consent.hideOf" : "consent.showOf", { name: contact.name })}
        onPress={() => setOpen(!open)}
      >
        {t(open ? "consent.hide" : "consent.show")}
      </Button>
      {open && <Book contactId={contact.id} />}
    </div>
  );
}

function Book({ contactId }: { contactId: string }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const entries = useConsents(contactId, true);
  if (entries.isError) return <ErrorLine error={entries.error} />;
  if (!entries.data) return <SkeletonRows rows={2} />;
  return (
    <ol className={styles.entries}>
      {entries.data.map((entry) => (
        <li key={entry.no}>
          <Allowed status={entry.status} />
          <span>
            <b>{purposeWord(entry.purpose)}</b>{" "}
            {t("consent.line", {
              status: t(`consent.${entry.status}`),
              day: format.day(entry.at),
              source: entry.source,
              by: entry.by,
            })}
            {entry.evidence && <small>{entry.evidence}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}

const purposeWord = (purpose: string) => purpose.replaceAll("_", " ");

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
