import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import { DepthPick, LevelPick } from "./ExpectationDialog";
import styles from "./expectations.module.css";
import { type Level, useNoteExpectation, useRetireExpectation } from "./queries";

type Props = { client: { id: string; key: string; name?: string | null }; onClose: () => void };

/** One thing that a client expects, noted on the side. */
export function NoteDialog({ client, onClose }: Props) {
  const { t } = useTranslation("loyalty/expectations");
  const app = useTranslation();
  const note = useNoteExpectation();
  const retire = useRetireExpectation();
  const tell = useTell();
  const [status, setStatus] = useState<"stated" | "assumed">("stated");
  const [level, setLevel] = useState<Level>("should");
  const [depth, setDepth] = useState<"1" | "2" | "3">("1");
  const fields = isProblem(note.error) ? note.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    note.mutate(
      {
        client: { key: client.key },
        words: String(data.get("words")).trim(),
        source: String(data.get("source")).trim() || t("form.sourceDefault"),
        theme: String(data.get("theme")).trim() || null,
        status,
        level,
        depth: Number(depth),
      },
      {
        onSuccess: (made) => {
          onClose();
          const id = made.results[0]?.id;
          tell.done(t("did.noted"), id ? () => retire.mutateAsync(id) : undefined);
        },
      },
    );
  };
  return (
    <Dialog title={t("form.title", { client: client.name ?? client.key })} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        <RadioGroup
          label={t("form.whose")}
          value={status}
          onChange={setStatus}
          options={[
            { key: "stated", label: t("form.theirs"), note: t("form.theirsNote") },
            { key: "assumed", label: t("form.ours"), note: t("form.oursNote") },
          ]}
        />
        <TextField label={t("form.words")} name="words" lines={2} isRequired autoFocus error={fields.words} />
        <div className={styles.pair}>
          <LevelPick value={level} onChange={setLevel} />
          <DepthPick value={depth} onChange={setDepth} />
        </div>
        <div className={styles.pair}>
          <TextField label={t("form.source")} hint={t("form.sourceHint")} name="source" error={fields.source} />
          <TextField label={t("form.theme")} hint={t("form.themeHint")} name="theme" error={fields.theme} />
        </div>
        {Object.keys(fields).length === 0 && <ErrorLine error={note.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={note.isPending}>
            {t("form.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
