import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import { LEGS } from "./parts";
import { type Leg, type Part, useNoteSignal, useWithdrawSignal } from "./queries";

/** Something we did, or they said, that earned or cost trust. */
export function NoteSignal({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { t } = useTranslation("loyalty/trust");
  const app = useTranslation();
  const note = useNoteSignal(clientId);
  const withdraw = useWithdrawSignal();
  const tell = useTell();
  const [part, setPart] = useState<Part>("listening");
  const [polarity, setPolarity] = useState<"1" | "-1">("1");
  const [source, setSource] = useState<"behaviour" | "said">("said");
  const fields = isProblem(note.error) ? note.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const words = String(new FormData(event.currentTarget).get("words")).trim();
    note.mutate(
      { part, source, words, polarity: polarity === "1" ? 1 : -1 },
      {
        onSuccess: (made) => {
          onClose();
          tell.done(t("note.done"), () => withdraw.mutateAsync(made.id));
        },
      },
    );
  };
  return (
    <Dialog title={t("note.title")} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        <TextField
          label={t("note.words")}
          hint={t("note.hint")}
          name="words"
          lines={2}
          isRequired
          error={fields.words}
        />
        <RadioGroup
          label={t("note.effect")}
          value={polarity}
          onChange={setPolarity}
          options={[
            { key: "1", label: t("signals.earned") },
            { key: "-1", label: t("signals.cost") },
          ]}
        />
        <Select
          label={t("note.part")}
          options={(Object.keys(LEGS) as Leg[]).flatMap((leg) =>
            LEGS[leg].map((key) => ({ key, label: t(`part.${key}`), note: t(`leg.${leg}`) })),
          )}
          value={part}
          onChange={setPart}
          error={fields.part}
        />
        <RadioGroup
          label={t("note.source")}
          value={source}
          onChange={setSource}
          options={[
            { key: "said", label: t("source.said") },
            { key: "behaviour", label: t("source.behaviour") },
          ]}
        />
        {Object.keys(fields).length === 0 && <ErrorLine error={note.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={note.isPending}>
            {t("note.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
