import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { ClientWords } from "../../../../ui/ClientWords";
import { EmptyState } from "../../../../ui/EmptyState";
import { ErrorState } from "../../../../ui/ErrorState";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { useTell } from "../../../../ui/useTell";
import { type Contact, useChannels, useContacts, useRemoveContact, useRestoreContact } from "../../queries";
import { birthdaySaid, parseBirthday } from "./birthday";
import { ConsentDialog } from "./ConsentDialog";
import { Consents } from "./Consents";
import { ContactDialog } from "./ContactDialog";
import styles from "./contacts.module.css";
import { wishesSaid } from "./wishes";

/** Who speaks for the client, how they want to be reached and what they allowed. */
export function ContactsSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("clients");
  const mayEdit = useMay("edit_clients");
  const contacts = useContacts(clientId);
  const [edited, setEdited] = useState<Contact | "new" | null>(null);
  if (contacts.isError) return <ErrorState error={contacts.error} level={3} onRetry={() => void contacts.refetch()} />;
  if (!contacts.data) return <SkeletonRows rows={8} height={36} />;
  const add = mayEdit && (
    <Button size="s" onPress={() => setEdited("new")}>
      {t("contact.add")}
    </Button>
  );
  return (
    <>
      {contacts.data.length === 0 ? (
        <EmptyState title={t("contact.emptyTitle")} level={3} action={add || undefined}>
          <p>{t("contact.empty")}</p>
        </EmptyState>
      ) : (
        <>
          <ul className={styles.contacts}>
            {contacts.data.map((contact) => (
              <Person key={contact.id} contact={contact} mayEdit={mayEdit} onEdit={() => setEdited(contact)} />
            ))}
          </ul>
          {add}
        </>
      )}
      {edited !== null && (
        <ContactDialog clientId={clientId} contact={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

type PersonProps = { contact: Contact; mayEdit: boolean; onEdit: () => void };

function Person({ contact, mayEdit, onEdit }: PersonProps) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const channels = useChannels().data ?? [];
  const mayRecord = useMay("record_signals");
  const remove = useRemoveContact();
  const restore = useRestoreContact();
  const { refused, done } = useTell();
  const [asked, setAsked] = useState(false);
  const takeOut = () =>
    // The contacts are read anew before this goes on, and this one is gone then: hence the promise, not the callbacks.
    void remove
      .mutateAsync(contact.id)
      .then(() => done(t("contact.removed", { name: contact.name }), () => restore.mutateAsync(contact.id)), refused);
  const birthday = parseBirthday(contact.birthday);
  const wishes = wishesSaid(
    t,
    { list: format.list, channel: (key) => channels.find((one) => one.key === key)?.label ?? key },
    contact.wishes,
  );
  const facts = [
    birthday && t("contact.born", { day: birthdaySaid(format.locale, birthday) }),
    contact.language && t("contact.speaks", { language: languageName(format.locale, contact.language) }),
    contact.time_zone?.replaceAll("_", " "),
  ].filter(Boolean);
  return (
    <li className={styles.contact}>
      <h3>
        {contact.name} {contact.role && <span>{contact.role}</span>}
      </h3>
      <ul className={styles.reach}>
        {contact.emails.map((email) => (
          <li key={email}>
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        ))}
        {contact.phones.map((phone) => (
          <li key={phone}>
            <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>
          </li>
        ))}
      </ul>
      {facts.length > 0 && <p className={styles.facts}>{facts.join(" · ")}</p>}
      {wishes.length > 0 && (
        <p className={styles.wishes}>
          <b>{t("wishes.title")}</b> {wishes.join("; ")}
        </p>
      )}
      {contact.wishes.words && (
        <blockquote className={styles.words}>
          <ClientWords>{contact.wishes.words}</ClientWords>
        </blockquote>
      )}
      {wishes.length === 0 && !contact.wishes.words && <p className={styles.facts}>{t("wishes.none")}</p>}
      <Consents contact={contact} />
      <div className={styles.acts}>
        {mayEdit && (
          <Button look="quiet" size="s" aria-label={t("contact.changeOf", { name: contact.name })} onPress={onEdit}>
            {t("contact.change")}
          </Button>
        )}
        {mayRecord && (
          <Button
            look="quiet"
            size="s"
            aria-label={t("consent.recordOf", { name: contact.name })}
            onPress={() => setAsked(true)}
          >
            {t("consent.record")}
          </Button>
        )}
        {mayEdit && (
          <Button
            look="quiet"
            size="s"
            aria-label={t("contact.removeOf", { name: contact.name })}
            pending={remove.isPending}
            onPress={takeOut}
          >
            {t("contact.remove")}
          </Button>
        )}
      </div>
      {asked && <ConsentDialog contact={contact} onClose={() => setAsked(false)} />}
    </li>
  );
}

/** "Deutsch" for "de", as readers of the page call it. */
function languageName(locale: string, language: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}
