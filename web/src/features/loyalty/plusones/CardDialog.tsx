import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { touchpointsQuery } from "../../../app/queries";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import styles from "./plusones.module.css";
import { type CostClass, costClasses, type PlusOne, useAddPlusOne, useChangePlusOne } from "./queries";

type Props = {
  /** The plus-one to be corrected; without it a new one is thought of. */
  it?: PlusOne | undefined;
  /** The norm whose place the new one takes. */
  replaces?: PlusOne | undefined;
  onClose: () => void;
  onDone?: (it: PlusOne) => void;
};

const anywhere = "*";

/** An idea to be added, or what is said of a plus-one. */
export function CardDialog({ it, replaces, onClose, onDone }: Props) {
  const { t } = useTranslation("loyalty/plusones");
  const app = useTranslation();
  const add = useAddPlusOne();
  const change = useChangePlusOne();
  const touchpoints = useQuery(touchpointsQuery);
  const [place, setPlace] = useState<string>((it ?? replaces)?.touchpoint?.id ?? anywhere);
  const [cost, setCost] = useState<CostClass>(it?.cost_class ?? "tiny");
  const [ask, setAsk] = useState(it?.ask_first ?? false);
  const running = it ? change : add;
  const fields = isProblem(running.error) ? running.error.byField : {};
  const places = (touchpoints.data?.items ?? []).map(({ id, label }) => ({ key: id, label }));

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const body = {
      words: text("words"),
      cost_class: cost,
      cost_cents: Math.round(Number(text("cost").replace(",", ".") || 0) * 100),
      currency: text("currency") || "EUR",
      minutes: Number(text("minutes") || 0),
      hold_out_percent: Number(text("hold_out") || 0),
      ask_first: ask,
      touchpoint: place === anywhere ? null : place,
    };
    const done = (made: PlusOne) => {
      onDone?.(made);
      onClose();
    };
    if (it) change.mutate({ id: it.id, ...body }, { onSuccess: done });
    else add.mutate({ ...body, ...(replaces ? { replaces: replaces.id } : {}) }, { onSuccess: done });
  };
  const title = it ? t("dialog.edit") : replaces ? t("dialog.replace", { words: replaces.words }) : t("dialog.add");
  return (
    <Dialog title={title} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        <TextField
          label={t("dialog.words")}
          hint={t("dialog.wordsHint")}
          name="words"
          defaultValue={it?.words ?? ""}
          maxLength={140}
          isRequired
          autoFocus
          error={fields.words}
        />
        <Select
          label={t("dialog.touchpoint")}
          options={[{ key: anywhere, label: t("card.anywhere") }, ...places]}
          value={place}
          onChange={setPlace}
          error={fields.touchpoint}
        />
        <Select
          label={t("dialog.costClass")}
          options={costClasses.map((key) => ({ key, label: t(`costClass.${key}`), note: t(`costClassNote.${key}`) }))}
          value={cost}
          onChange={setCost}
        />
        <div className={styles.row}>
          <TextField
            label={t("dialog.cost")}
            name="cost"
            inputMode="decimal"
            defaultValue={it ? String(it.cost_cents / 100) : "0"}
            error={fields.cost_cents}
          />
          <TextField
            label={t("dialog.currency")}
            name="currency"
            maxLength={3}
            defaultValue={it?.currency ?? replaces?.currency ?? "EUR"}
            error={fields.currency}
          />
          <TextField
            label={t("dialog.minutes")}
            name="minutes"
            type="number"
            defaultValue={String(it?.minutes ?? 0)}
            error={fields.minutes}
          />
        </div>
        <TextField
          label={t("dialog.holdOut")}
          hint={t("dialog.holdOutHint")}
          name="hold_out"
          type="number"
          defaultValue={String(it?.hold_out_percent ?? 0)}
          error={fields.hold_out_percent}
        />
        <Checkbox isSelected={ask} onChange={setAsk} note={t("dialog.askFirstNote")}>
          {t("dialog.askFirst")}
        </Checkbox>
        <ErrorLine error={Object.keys(fields).length > 0 ? null : running.error} />
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={running.isPending}>
            {t(it ? "dialog.save" : "dialog.put")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
