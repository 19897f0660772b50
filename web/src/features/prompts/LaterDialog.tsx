import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../lib/problem";
import { Button } from "../../ui/Button";
import { Acts, Dialog } from "../../ui/Dialog";
import { ErrorLine } from "../../ui/ErrorState";
import fields from "../../ui/Field.module.css";
import { TextField } from "../../ui/TextField";
import { toast } from "../../ui/toasts";
import { daysAfter, dayWords, longDay, nextMonday } from "./days";
import { type Decision, type Touch, useDecide } from "./queries";
import styles from "./today.module.css";

/** What is put off: the prompts of one client. */
type Put = Pick<Touch, "prompts" | "client">;

const reasons = ["away", "asked", "waits", "full"] as const;

/** Not today: when instead, or not at all; always why, because colleagues will read it. */
export function LaterDialog({ touch, day, onClose }: { touch: Put | null; day: string; onClose: () => void }) {
  const { t } = useTranslation("prompts");
  return (
    <Dialog title={t("laterOf", { client: touch?.client.name ?? "" })} open={touch !== null} onClose={onClose}>
      {touch && <LaterForm key={touch.prompts[0]?.id} touch={touch} day={day} onClose={onClose} />}
    </Dialog>
  );
}

function LaterForm({ touch, day, onClose }: { touch: Put; day: string; onClose: () => void }) {
  const { t, i18n } = useTranslation("prompts");
  const decide = useDecide();
  const days = [...new Set([daysAfter(day, 1), daysAfter(day, 3), nextMonday(day), daysAfter(day, 14)])].sort();
  const [choice, setChoice] = useState<string>(daysAfter(day, 1));
  const [other, setOther] = useState(daysAfter(day, 30));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const errors = isProblem(decide.error) ? decide.error.byField : {};
  const ids = touch.prompts.map(({ id }) => id);
  const decision = (): Decision => {
    const why = reason.trim();
    if (choice === "never") return { kind: "not_needed", reason: why };
    return { kind: "snooze", until: choice === "other" ? other : choice, reason: why };
  };
  const save = () => {
    setTried(true);
    if (reason.trim() === "") {
      document.getElementById("later-reason")?.querySelector("textarea")?.focus();
      return;
    }
    const what = decision();
    decide.mutate(
      { ids, decision: what },
      {
        onSuccess: () => {
          onClose();
          const said =
            what.kind === "snooze"
              ? t("put.off", { client: touch.client.name, day: dayWords(i18n.language, what.until, day) })
              : t("put.away", { client: touch.client.name });
          toast(said, {
            action: { label: t("undo"), run: () => decide.mutate({ ids, decision: { kind: "undo" } }) },
          });
        },
      },
    );
  };
  return (
    <form
      className={styles.sheet}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <RadioGroup value={choice} onChange={setChoice} className={styles.choices ?? ""}>
        <Label className={fields.label ?? ""}>{t("put.when")}</Label>
        <div>
          {days.map((one) => (
            <Radio key={one} value={one} className={styles.choice ?? ""}>
              {longDay(i18n.language, one)}
            </Radio>
          ))}
          <Radio value="other" className={styles.choice ?? ""}>
            {t("put.other")}
          </Radio>
          <Radio value="never" className={styles.choice ?? ""}>
            {t("put.never")}
          </Radio>
        </div>
      </RadioGroup>
      {choice === "other" && (
        <TextField label={t("put.day")} type="date" value={other} onChange={setOther} error={errors.until} isRequired />
      )}
      {choice !== "other" && errors.until && <ErrorLine error={decide.error} />}
      <div id="later-reason">
        <TextField
          label={t("put.why")}
          lines={2}
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={errors.reason ?? (tried && reason.trim() === "" ? t("put.needWhy") : undefined)}
        />
      </div>
      <p className={styles.chips}>
        {reasons.map((one) => (
          <Button key={one} size="s" onPress={() => setReason(t(`put.reason.${one}`))}>
            {t(`put.reason.${one}`)}
          </Button>
        ))}
      </p>
      {decide.error && Object.keys(errors).length === 0 && <ErrorLine error={decide.error} />}
      <Acts>
        <Button onPress={onClose}>{t("cancel")}</Button>
        <Button type="submit" look="go" pending={decide.isPending}>
          {t(choice === "never" ? "put.doNever" : "put.do")}
        </Button>
      </Acts>
    </form>
  );
}
