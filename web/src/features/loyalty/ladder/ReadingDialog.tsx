import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { ClientWords } from "../../../ui/ClientWords";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import { type Item, useAddReading, useWithdrawReading } from "./queries";

const STEPS = ["3", "2", "1", "0", "-1", "-2", "-3"] as const;
type Step = (typeof STEPS)[number];

/** How the expectation is met, by the client's own word: worse, as or better than expected, and how much. */
export function ReadingDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t } = useTranslation("loyalty/ladder");
  const add = useAddReading();
  const withdraw = useWithdrawReading();
  const tell = useTell();
  const [step, setStep] = useState<Step>("0");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const words = String(new FormData(event.currentTarget).get("words")).trim();
    if (!item.expectation) return;
    add.mutate(
      { expectation: item.expectation, delta: Number(step), ...(words === "" ? {} : { words }) },
      {
        onSuccess: (made) => {
          onClose();
          tell.done(t("reading.done"), () => withdraw.mutateAsync(made.id));
        },
      },
    );
  };
  return (
    <Dialog title={t("reading.title")} open onClose={onClose}>
      <Form onSubmit={submit}>
        {item.words && <ClientWords>{item.words}</ClientWords>}
        <RadioGroup
          label={t("reading.how")}
          value={step}
          onChange={setStep}
          options={STEPS.map((key) => ({ key, label: t(`reading.step.${key}`) }))}
        />
        <TextField label={t("reading.words")} hint={t("reading.wordsHint")} name="words" lines={3} maxLength={2000} />
        {add.error && <ErrorLine error={add.error} />}
        <Acts>
          <Button onPress={onClose}>{t("rules.cancel")}</Button>
          <Button type="submit" look="go" pending={add.isPending}>
            {t("reading.save")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
