import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { RadioGroup } from "../../../../ui/Checkbox";
import { ComboBox } from "../../../../ui/ComboBox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { TextField } from "../../../../ui/TextField";
import { PicturesField } from "../elements/PicturesField";
import { Expresses } from "../parts/Expresses";
import { useTellDone } from "../parts/useTell";
import { type ExamSubject, useCreateExam, useElements, useStandards, useWithdrawExam } from "../queries";
import type { Looking } from "./AuditsTab";
import styles from "./audits.module.css";

const scores = ["4", "3", "2", "1", "0"] as const;
type Score = (typeof scores)[number];

/** One look against the platform: what, how it fits, what was seen, when. */
export function ExamDialog({ looking, onClose }: { looking: Looking; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  return (
    <Dialog title={t("audits.examine")} open={looking !== null} onClose={onClose} wide stays>
      {looking !== null && <ExamForm subject={looking.subject} onClose={onClose} />}
    </Dialog>
  );
}

function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Noon of the day where the reader is; today: now. */
function momentOf(date: string): string | null {
  if (date === "" || date === today()) return null;
  return new Date(`${date}T12:00:00`).toISOString();
}

function ExamForm({ subject, onClose }: { subject: ExamSubject | null; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  const app = useTranslation();
  const elements = useElements().data ?? [];
  const standards = useStandards().data ?? [];
  const create = useCreateExam();
  const withdraw = useWithdrawExam();
  const done = useTellDone();
  const [chosen, setChosen] = useState<string | null>(subject ? `${subject.kind} ${subject.id}` : null);
  const [score, setScore] = useState<Score>("3");
  const [evidence, setEvidence] = useState("");
  const [pictures, setPictures] = useState<string[]>([]);
  const [date, setDate] = useState(today);
  const fields = isProblem(create.error) ? create.error.byField : {};
  const options = [
    ...elements.map((each) => ({
      key: `element ${each.id}`,
      label: each.label,
      note: t(`kind.${each.kind}`),
      shown: each,
    })),
    ...standards.map((each) => ({
      key: `standard ${each.id}`,
      label: each.words,
      note: t(`behaviour.kinds.${each.kind}`),
      shown: each,
    })),
  ];
  const found = options.find((each) => each.key === chosen);
  const submit = () => {
    const [kind, id] = (chosen ?? "").split(" ");
    create.mutate(
      {
        subject: { kind: kind === "standard" ? "standard" : "element", id: id ?? "" },
        score: Number(score),
        evidence,
        picture: pictures[0] ?? null,
        examined_at: momentOf(date),
      },
      {
        onSuccess: (made) => {
          onClose();
          done(t("audits.done", { label: made.label }), () => withdraw.mutateAsync(made.id));
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <ComboBox
        key={options.length}
        label={t("audits.what")}
        options={options.map(({ key, label, note }) => ({ key, label, note }))}
        value={chosen}
        onChange={setChosen}
        placeholder={t("audits.choose")}
        error={fields.subject}
      />
      {found && (
        <div className={styles.against}>
          <small>{t("audits.against")}</small>
          <Expresses parts={found.shown.expresses} orphan={found.shown.orphan} />
        </div>
      )}
      <RadioGroup
        label={t("score.label")}
        value={score}
        onChange={setScore}
        options={scores.map((key) => ({ key, label: t(`score.name.${key}`), note: t(`score.note.${key}`) }))}
      />
      <TextField
        label={t("audits.evidence")}
        hint={t("audits.evidenceHint")}
        value={evidence}
        onChange={setEvidence}
        isRequired
        lines={3}
        error={fields.evidence}
      />
      <PicturesField single value={pictures} onChange={setPictures} label={found?.label ?? ""} error={fields.picture} />
      <div className={styles.date}>
        <TextField label={t("audits.date")} type="date" value={date} onChange={setDate} error={fields.examined_at} />
      </div>
      {Object.keys(fields).length === 0 && <ErrorLine error={create.error} />}
      <Acts>
        <Button onPress={onClose}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={create.isPending} isDisabled={chosen === null}>
          {t("audits.save")}
        </Button>
      </Acts>
    </Form>
  );
}
