import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { CheckboxGroup } from "../../../../ui/Checkbox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { Note } from "../../../../ui/Panel";
import { TextField } from "../../../../ui/TextField";
import { useRefusal, useTellDone, useTellRefusal } from "../parts/useTell";
import { type RoleCard, useColleagues, useRemoveRoleCard, useRestoreRoleCard, useSaveRoleCard } from "../queries";
import styles from "./cards.module.css";

type CardDialogProps = { card: RoleCard | null; open: boolean; onClose: () => void };

/** A role card: the job, what it means there, and who holds it. `null`: a new one. */
export function CardDialog({ card, open, onClose }: CardDialogProps) {
  const { t } = useTranslation("design/platform");
  return (
    <Dialog title={t(card ? "cards.change" : "cards.add")} open={open} onClose={onClose} wide stays>
      <CardForm key={card?.id ?? "new"} card={card} onClose={onClose} />
    </Dialog>
  );
}

function CardForm({ card, onClose }: { card: RoleCard | null; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  const app = useTranslation();
  const save = useSaveRoleCard();
  const remove = useRemoveRoleCard();
  const restore = useRestoreRoleCard();
  const refusal = useRefusal();
  const refused = useTellRefusal();
  const done = useTellDone();
  const colleagues = useColleagues().data ?? [];
  const [job, setJob] = useState(card?.job ?? "");
  const [department, setDepartment] = useState(card?.department ?? "");
  const [means, setMeans] = useState(card?.means.join("\n") ?? "");
  const [holders, setHolders] = useState<string[]>(card?.holders.map(({ id }) => id) ?? []);
  const fields = isProblem(save.error) ? save.error.byField : {};
  const lines = means
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const signed = card?.holders.filter(({ state }) => state === "signed").length ?? 0;
  const saysOther = card !== null && (job.trim() !== card.job || lines.join("\n") !== card.means.join("\n"));
  const submit = () =>
    save.mutate(
      { card, form: { job, department, means: lines, holders } },
      {
        onSuccess: (made) => {
          onClose();
          if (card === null) done(t("cards.added", { job }), () => remove.mutateAsync(made.id));
          else {
            // Taking it back is another wording: whoever signed is asked again, and is told so.
            const back = { ...card, wording: made.wording };
            const before = {
              job: card.job,
              department: card.department,
              means: card.means,
              holders: card.holders.map(({ id }) => id),
            };
            done(t("cards.changed", { job }), () => save.mutateAsync({ card: back, form: before }));
          }
        },
      },
    );
  const takeOut = () => {
    if (!card) return;
    remove.mutate(card.id, {
      onError: refused,
      onSuccess: () => {
        onClose();
        done(t("cards.removed", { job: card.job }), () => restore.mutateAsync(card.id));
      },
    });
  };
  return (
    <Form onSubmit={submit}>
      <div className={styles.two}>
        <TextField
          label={t("cards.job")}
          value={job}
          onChange={setJob}
          isRequired
          autoFocus={card === null}
          error={fields.job}
        />
        <TextField
          label={t("cards.department")}
          value={department}
          onChange={setDepartment}
          error={fields.department}
        />
      </div>
      <TextField
        label={t("cards.means")}
        hint={t("cards.meansHint")}
        value={means}
        onChange={setMeans}
        lines={5}
        error={fields.means}
      />
      {saysOther && signed > 0 && <Note dashed>{t("cards.willAsk", { count: signed })}</Note>}
      <CheckboxGroup
        label={t("cards.holders")}
        hint={t("cards.holdersHint")}
        value={holders}
        onChange={setHolders}
        options={colleagues.map((each) => ({ key: each.id, label: each.name }))}
        error={fields.holders}
      />
      {isProblem(save.error, "role_card_changed") ? (
        <p role="alert" className="short">
          {refusal(save.error)}
        </p>
      ) : (
        Object.keys(fields).length === 0 && <ErrorLine error={save.error} />
      )}
      <Acts>
        {card && (
          <span className={styles.left}>
            <Button look="quiet" pending={remove.isPending} onPress={takeOut}>
              {t("cards.remove")}
            </Button>
          </span>
        )}
        <Button onPress={onClose}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={save.isPending}>
          {t(card ? "cards.save" : "cards.add")}
        </Button>
      </Acts>
    </Form>
  );
}
