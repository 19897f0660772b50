import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { RadioGroup } from "../../../../ui/Checkbox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { TextField } from "../../../../ui/TextField";
import { useTell } from "../../../../ui/useTell";
import { keyOf } from "../../parts/keys";
import { type ConsentStatus, type Contact, useRecordConsent } from "../../queries";

const STATUSES = ["granted", "denied", "revoked"] as const;

/** One more word on one purpose. What was said before is never changed. */
export function ConsentDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation("clients");
  const app = useTranslation();
  const record = useRecordConsent(contact.id);
  const { done } = useTell();
  const [status, setStatus] = useState<ConsentStatus>("granted");
  const fields = isProblem(record.error) ? record.error.byField : {};
  const today = new Date().toISOString();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    // Today is this moment: noon of today may still lie ahead.
    const at = text("at") === today.slice(0, 10) ? today : `${text("at")}T12:00:00Z`;
    record.mutate(
      {
        purpose: keyOf(text("purpose")),
        status,
        at,
        source: text("source"),
        ...(text("evidence") === "" ? {} : { evidence: text("evidence") }),
      },
      {
        onSuccess: () => {
          onClose();
          done(t("consent.recorded", { name: contact.name }));
        },
      },
    );
  };
  const known = [...new Set(contact.consents.map(({ purpose }) => purpose))];
  return (
    <Dialog title={t("consent.recordOf", { name: contact.name })} open onClose={onClose}>
      <Form onSubmit={submit}>
        <TextField
          label={t("consent.purpose")}
          hint={known.length > 0 ? t("consent.known", { purposes: known.join(", ") }) : t("consent.purposeHint")}
          name="purpose"
          defaultValue={known.length === 1 ? (known[0] ?? "") : ""}
          maxLength={120}
          isRequired
          autoFocus
          error={fields.purpose}
        />
        <RadioGroup
          label={t("consent.status")}
          value={status}
          onChange={setStatus}
          options={STATUSES.map((key) => ({ key, label: t(`consent.${key}`), note: t(`consent.is.${key}`) }))}
        />
        <TextField
          label={t("consent.at")}
          name="at"
          type="date"
          defaultValue={today.slice(0, 10)}
          isRequired
          error={fields.at}
        />
        <TextField
          label={t("consent.source")}
          hint={t("consent.sourceHint")}
          name="source"
          maxLength={200}
          isRequired
          error={fields.source}
        />
        <TextField
          label={t("consent.evidence")}
          hint={t("consent.evidenceHint")}
          name="evidence"
          lines={2}
          maxLength={1000}
          error={fields.evidence}
        />
        {Object.keys(fields).length === 0 && <ErrorLine error={record.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={record.isPending}>
            {t("consent.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
