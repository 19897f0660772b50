import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { RadioGroup } from "../../../../ui/Checkbox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { TextField } from "../../../../ui/TextField";
import { PartsField } from "../parts/Expresses";
import { useTellDone, useTellRefusal } from "../parts/useTell";
import { type BehaviourKind, type Standard, useRemoveStandard, useRestoreStandard, useSaveStandard } from "../queries";
import styles from "./behaviour.module.css";
import { behaviourKinds } from "./kinds";

type StandardDialogProps = { standard: Standard | null; open: boolean; onClose: () => void };

/** A standard of behaviour with what it looks like and what it is not. `null`: a new one. */
export function StandardDialog({ standard, open, onClose }: StandardDialogProps) {
  const { t } = useTranslation("design/platform");
  return (
    <Dialog title={t(standard ? "behaviour.change" : "behaviour.add")} open={open} onClose={onClose} wide stays>
      <StandardForm key={standard?.id ?? "new"} standard={standard} onClose={onClose} />
    </Dialog>
  );
}

function StandardForm({ standard, onClose }: { standard: Standard | null; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  const app = useTranslation();
  const save = useSaveStandard();
  const remove = useRemoveStandard();
  const restore = useRestoreStandard();
  const done = useTellDone();
  const refused = useTellRefusal();
  const [kind, setKind] = useState<BehaviourKind>(standard?.kind ?? "voice");
  const [words, setWords] = useState(standard?.words ?? "");
  const [example, setExample] = useState(standard?.example ?? "");
  const [counter, setCounter] = useState(standard?.counter_example ?? "");
  const [expresses, setExpresses] = useState<string[]>(standard?.expresses.map(({ key }) => key) ?? []);
  const fields = isProblem(save.error) ? save.error.byField : {};
  const submit = () => {
    const form = { kind, words, example, counter_example: counter, expresses };
    const before = standard && {
      kind: standard.kind,
      words: standard.words,
      example: standard.example,
      counter_example: standard.counter_example,
      expresses: standard.expresses.map(({ key }) => key),
    };
    save.mutate(
      { id: standard?.id ?? null, form },
      {
        onSuccess: (saved) => {
          onClose();
          if (before) done(t("behaviour.changed"), () => save.mutateAsync({ id: saved.id, form: before }));
          else done(t("behaviour.added"), () => remove.mutateAsync(saved.id));
        },
      },
    );
  };
  const takeOut = () => {
    if (!standard) return;
    remove.mutate(standard.id, {
      onError: refused,
      onSuccess: () => {
        onClose();
        done(t("behaviour.removed"), () => restore.mutateAsync(standard.id));
      },
    });
  };
  return (
    <Form onSubmit={submit}>
      <RadioGroup
        label={t("behaviour.kind")}
        value={kind}
        onChange={setKind}
        options={behaviourKinds.map((key) => ({
          key,
          label: t(`behaviour.kinds.${key}`),
          note: t(`behaviour.rules.${key}`),
        }))}
      />
      <TextField
        label={t("behaviour.words")}
        hint={t("behaviour.wordsHint")}
        value={words}
        onChange={setWords}
        isRequired
        lines={2}
        error={fields.words}
      />
      <div className={styles.two}>
        <TextField
          label={t("behaviour.example")}
          hint={t("behaviour.exampleHint")}
          value={example}
          onChange={setExample}
          lines={3}
          error={fields.example}
        />
        <TextField
          label={t("behaviour.counter")}
          hint={t("behaviour.counterHint")}
          value={counter}
          onChange={setCounter}
          lines={3}
          error={fields.counter_example}
        />
      </div>
      <PartsField
        value={expresses}
        onChange={setExpresses}
        known={standard?.expresses ?? []}
        error={fields.expresses}
      />
      {Object.keys(fields).length === 0 && <ErrorLine error={save.error} />}
      <Acts>
        {standard && (
          <span className={styles.left}>
            <Button look="quiet" pending={remove.isPending} onPress={takeOut}>
              {t("behaviour.remove")}
            </Button>
          </span>
        )}
        <Button onPress={onClose}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={save.isPending}>
          {t(standard ? "behaviour.save" : "behaviour.add")}
        </Button>
      </Acts>
    </Form>
  );
}
