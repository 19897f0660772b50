import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Checkbox, CheckboxGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import styles from "./gaps.module.css";
import { type EventKind, useSaveEventKind, useTouchpointNames } from "./queries";

/** What a kind of event is called and which touch should follow it. */
export function EventKindDialog({ kind, onClose }: { kind: EventKind | "new" | null; onClose: () => void }) {
  const { t } = useTranslation("design/gaps");
  const title = kind === "new" || kind === null ? t("rules.addKind") : t("rules.changeOf", { label: kind.label });
  return (
    <Dialog title={title} open={kind !== null} onClose={onClose}>
      {kind !== null && <KindForm known={kind === "new" ? null : kind} onClose={onClose} />}
    </Dialog>
  );
}

function KindForm({ known, onClose }: { known: EventKind | null; onClose: () => void }) {
  const { t } = useTranslation("design/gaps");
  const { t: app } = useTranslation();
  const save = useSaveEventKind();
  const touchpoints = useTouchpointNames();
  const [answered, setAnswered] = useState(known?.answer != null || known === null);
  const [chosen, setChosen] = useState<string[]>(known?.answer?.touchpoints ?? []);
  const fields = isProblem(save.error) ? save.error.byField : {};
  const usable = touchpoints.data?.filter(({ kind, existence }) => kind !== "static" && existence !== "retired") ?? [];
  return (
    <Form
      onSubmit={(event) => {
        const form = new FormData(event.currentTarget);
        const label = String(form.get("label"));
        const days = Number(form.get("days"));
        const answer = answered ? { touchpoints: chosen, within_days: days } : null;
        save.mutate({ ...(known ? { key: known.key } : {}), label, answer }, { onSuccess: onClose });
      }}
    >
      <TextField
        label={t("rules.kindLabel")}
        hint={t("rules.kindHint")}
        name="label"
        defaultValue={known?.label ?? ""}
        error={fields.label ?? fields.key}
        isRequired
        autoFocus
      />
      <Checkbox isSelected={answered} onChange={setAnswered}>
        {t("rules.mustFollow")}
      </Checkbox>
      {answered && (
        <>
          <TextField
            label={t("rules.within")}
            name="days"
            type="number"
            inputMode="numeric"
            defaultValue={String(known?.answer?.within_days ?? 14)}
            error={fields["answer.within_days"]}
            isRequired
          />
          <div className={styles.choices}>
            <CheckboxGroup
              label={t("rules.by")}
              hint={t("rules.byHint")}
              value={chosen}
              onChange={setChosen}
              options={usable.map(({ key, label }) => ({ key, label }))}
            />
          </div>
        </>
      )}
      {!Object.keys(fields).length && <ErrorLine error={save.error} />}
      <Acts>
        <Button onPress={onClose}>{app("act.cancel")}</Button>
        <Button type="submit" look="go" pending={save.isPending}>
          {t("rules.save")}
        </Button>
      </Acts>
    </Form>
  );
}
