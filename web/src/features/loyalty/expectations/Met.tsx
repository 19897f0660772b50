import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import styles from "./expectations.module.css";
import { readingsQuery, useNoteReading, useWithdrawReading } from "./queries";

const STEPS = [-3, -2, -1, 0, 1, 2, 3] as const;

/** How it was met, by the client's word: seven steps around "as expected". */
export function Met({ expectation }: { expectation: string }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const readings = useQuery(readingsQuery(expectation));
  const note = useNoteReading(expectation);
  const withdraw = useWithdrawReading();
  const tell = useTell();
  const [delta, setDelta] = useState<string | null>(null);
  if (!readings.data) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (delta === null) return;
    const words = String(new FormData(event.currentTarget).get("words")).trim() || null;
    const form = event.currentTarget;
    note.mutate(
      { delta: Number(delta), words },
      {
        onSuccess: ({ id }) => {
          setDelta(null);
          form.reset();
          tell.done(t("reading.done"), () => withdraw.mutateAsync(id));
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <RadioGroup value={delta} onChange={setDelta} orientation="horizontal" className={styles.reading ?? ""}>
        <Label>{t("reading.ask")}</Label>
        <span className={styles.steps}>
          {STEPS.map((step) => (
            <Radio
              key={step}
              value={String(step)}
              className={styles.step ?? ""}
              aria-label={t(step < 0 ? "met.short" : step > 0 ? "met.beyond" : "met.expected", {
                delta: format.signed(step, 0),
              })}
            >
              {format.signed(step, 0)}
            </Radio>
          ))}
        </span>
        <span className={styles.ends} aria-hidden="true">
          <span>{t("reading.low")}</span>
          <span>{t("met.expected")}</span>
          <span>{t("reading.high")}</span>
        </span>
      </RadioGroup>
      {delta !== null && (
        <>
          <TextField label={t("reading.words")} name="words" maxLength={1000} />
          <ErrorLine error={note.error} />
          <Button type="submit" size="s" pending={note.isPending}>
            {t("reading.do")}
          </Button>
        </>
      )}
    </Form>
  );
}
