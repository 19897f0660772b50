import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "../../../app/clients/ClientPicker";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { CheckboxGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import styles from "./advocacy.module.css";
import { CAUSES } from "./causes";
import { momentOfDay, today } from "./NoteAdvocacy";
import { blameQuery, type Cause, type Client, useNoteDeparture, useWithdrawDeparture } from "./queries";

/** A client who left, with at least one cause on our side. */
export function NoteDeparture({ client, onClose }: { client?: Client | undefined; onClose: () => void }) {
  const { t } = useTranslation("loyalty/advocacy");
  const app = useTranslation();
  const note = useNoteDeparture();
  const withdraw = useWithdrawDeparture();
  const tell = useTell();
  const [who, setWho] = useState<Client | null>(client ?? null);
  const [codes, setCodes] = useState<Cause[]>([]);
  const [words, setWords] = useState("");
  const fields = isProblem(note.error) ? note.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (!who || codes.length === 0) return;
    const data = new FormData(event.currentTarget);
    note.mutate(
      {
        client: who.id,
        at: momentOfDay(String(data.get("at"))),
        causes: codes.map((code) => ({ ours: true, code, words: words.trim() })),
        words: String(data.get("said") ?? "").trim() || null,
      },
      {
        onSuccess: (made) => {
          onClose();
          tell.done(t("departure.done"), () => withdraw.mutateAsync(made.id));
        },
      },
    );
  };
  return (
    <Dialog title={t("departure.title")} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        {!client && <ClientPicker label={t("table.client")} value={who} onChange={setWho} error={fields.client} />}
        <TextField
          label={t("departure.at")}
          name="at"
          type="date"
          defaultValue={today()}
          isRequired
          error={fields.at}
        />
        <CheckboxGroup
          label={t("departure.causes")}
          hint={t("departure.causesHint")}
          value={codes}
          onChange={setCodes}
          options={CAUSES.map((key) => ({ key, label: t(`cause.${key}`) }))}
          error={fields.causes}
        />
        <BlameField value={words} onChange={setWords} error={fields["causes[0].words"]} />
        <TextField label={t("departure.said")} hint={t("departure.saidHint")} name="said" lines={2} maxLength={1000} />
        {Object.keys(fields).length === 0 && <ErrorLine error={note.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button
            type="submit"
            look="go"
            pending={note.isPending}
            isDisabled={!who || codes.length === 0 || words.trim() === ""}
          >
            {t("departure.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}

type FieldProps = { value: string; onChange: (value: string) => void; error?: string | undefined };

/** What went wrong on our side; words that put it on the client are pointed out as they are typed. */
function BlameField({ value, onChange, error }: FieldProps) {
  const { t } = useTranslation("loyalty/advocacy");
  const [rested, setRested] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setRested(value.trim()), 250);
    return () => clearTimeout(timer);
  }, [value]);
  const check = useQuery({
    ...blameQuery(rested),
    enabled: rested.length > 3,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const found = rested === value.trim() && rested.length > 3 && !check.isPlaceholderData ? (check.data ?? []) : [];
  // The server counts characters as people do, not the halves of which some consist here.
  const letters = [...rested];
  return (
    <div>
      <TextField
        label={t("departure.words")}
        hint={t("departure.wordsHint")}
        lines={2}
        value={value}
        onChange={onChange}
        maxLength={1000}
        isRequired
        error={error}
      />
      <ul aria-live="polite" className={styles.blame}>
        {found.map((flag) => (
          <li key={flag.from}>
            {t("departure.blame", { words: letters.slice(flag.from, flag.to).join("") })} {t(`blame.${flag.why}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
