import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "../../../../i18n/languages";
import { isProblem } from "../../../../lib/problem";
import { useFormat } from "../../../../lib/useFormat";
import { zoneOptions } from "../../../../lib/zones";
import { Button } from "../../../../ui/Button";
import { ComboBox } from "../../../../ui/ComboBox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import { useTell } from "../../../../ui/useTell";
import { type Contact, noWishes, useSaveContact, type Wishes } from "../../queries";
import { type Birthday, birthdayText, isDay, parseBirthday } from "./birthday";
import styles from "./contacts.module.css";
import { WishesFields } from "./WishesFields";

const unknown = "-";

/** The lines of a field that takes one thing a line; commas and semicolons part as well. */
const lines = (text: string) =>
  text
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

type Props = { clientId: string; contact: Contact | null; onClose: () => void };

export function ContactDialog({ clientId, contact, onClose }: Props) {
  const { t } = useTranslation("clients");
  const app = useTranslation();
  const { locale } = useFormat();
  const save = useSaveContact(clientId);
  const { done } = useTell();
  const born = parseBirthday(contact?.birthday ?? null);
  const [month, setMonth] = useState(born ? String(born.month) : unknown);
  const [language, setLanguage] = useState<string>(contact?.language ?? unknown);
  const [zone, setZone] = useState<string | null>(contact?.time_zone ?? null);
  const [wishes, setWishes] = useState<Wishes>(contact?.wishes ?? noWishes);
  const [noDay, setNoDay] = useState(false);
  const fields = isProblem(save.error) ? save.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const year = text("year");
    const birthday: Birthday | null =
      month === unknown
        ? null
        : { month: Number(month), day: Number(text("day")), year: year === "" ? null : Number(year) };
    if (birthday && !isDay(birthday)) return setNoDay(true);
    setNoDay(false);
    const form = {
      name: text("name"),
      role: text("role") || null,
      emails: lines(text("emails")),
      phones: lines(text("phones")),
      birthday: birthday ? birthdayText(birthday) : null,
      language: language === unknown ? null : language,
      time_zone: zone,
      wishes,
    };
    save.mutate(
      { id: contact?.id ?? null, form },
      {
        onSuccess: () => {
          onClose();
          done(t(contact ? "contact.changed" : "contact.added", { name: form.name }));
        },
      },
    );
  };
  const months = Array.from({ length: 12 }, (_, at) => ({
    key: String(at + 1),
    label: new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2000, at, 1))),
  }));
  // A language that came with a file is kept, also where the product itself does not speak it.
  const spoken = [...new Set([...languages, ...(contact?.language ? [contact.language] : [])])];
  const languageOptions = [
    { key: unknown, label: t("contact.unknown") },
    ...spoken.map((key) => ({ key, label: key in languageNames ? languageNames[key as "en"] : key })),
  ];
  const named = Object.keys(fields).some((field) => ["name", "role", "emails", "phones", "birthday"].includes(field));
  return (
    <Dialog
      title={contact ? t("contact.changeOf", { name: contact.name }) : t("contact.add")}
      open
      onClose={onClose}
      wide
      stays
    >
      <Form onSubmit={submit}>
        <div className={styles.pair}>
          <TextField
            label={t("contact.name")}
            name="name"
            defaultValue={contact?.name ?? ""}
            maxLength={200}
            isRequired
            autoFocus
            error={fields.name}
          />
          <TextField
            label={t("contact.role")}
            placeholder={t("contact.roleHint")}
            name="role"
            defaultValue={contact?.role ?? ""}
            maxLength={120}
            error={fields.role}
          />
          <TextField
            label={t("contact.emails")}
            hint={t("contact.oneALine")}
            name="emails"
            lines={2}
            defaultValue={contact?.emails.join("\n") ?? ""}
            error={fields.emails}
          />
          <TextField
            label={t("contact.phones")}
            hint={t("contact.oneALine")}
            name="phones"
            lines={2}
            defaultValue={contact?.phones.join("\n") ?? ""}
            error={fields.phones}
          />
        </div>
        <fieldset className={styles.set}>
          <legend>{t("contact.birthday")}</legend>
          <div className={styles.birthday}>
            <Select
              label={t("contact.month")}
              options={[{ key: unknown, label: t("contact.unknown") }, ...months]}
              value={month}
              onChange={setMonth}
            />
            <TextField
              label={t("contact.day")}
              name="day"
              inputMode="numeric"
              defaultValue={born ? String(born.day) : ""}
              isDisabled={month === unknown}
              isRequired={month !== unknown}
              error={noDay ? t("contact.noDay") : fields.birthday}
            />
            <TextField
              label={t("contact.year")}
              name="year"
              inputMode="numeric"
              pattern="\d{4}"
              defaultValue={born?.year ? String(born.year) : ""}
              isDisabled={month === unknown}
            />
          </div>
          <p className={styles.facts}>{t("contact.birthdayHint")}</p>
        </fieldset>
        <div className={styles.pair}>
          <Select
            label={t("contact.language")}
            options={languageOptions}
            value={language}
            onChange={setLanguage}
            error={fields.language}
          />
          <ComboBox
            label={t("contact.zone")}
            options={zoneOptions()}
            value={zone}
            onChange={setZone}
            error={fields.time_zone}
          />
        </div>
        <WishesFields wishes={wishes} onChange={setWishes} />
        {!named && <ErrorLine error={save.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={save.isPending}>
            {t(contact ? "contact.save" : "contact.add")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
