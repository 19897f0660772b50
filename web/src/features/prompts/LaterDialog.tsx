import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Entry, Who } from "../../lib/outbox/outbox";
import { outbox } from "../../lib/outbox/waiting";
import { Button } from "../../ui/Button";
import { Acts, Dialog } from "../../ui/Dialog";
import fields from "../../ui/Field.module.css";
import { TextField } from "../../ui/TextField";
import { toast } from "../../ui/toasts";
import { daysAfter, dayWords, longDay, nextMonday } from "./days";
import { laterEntries, type Put } from "./log";
import { type Touch, useAfterSent, useUndo } from "./queries";
import styles from "./today.module.css";

/** What is put off: the prompts of one client. */
type Whose = Pick<Touch, "prompts" | "client">;

/** The longest time for which something is put off, in days; the server has the same. */
const longest = 183;

const reasons = ["away", "asked", "waits", "full"] as const;

/** Not today: when instead, or not at all; always why, because colleagues will read it. */
export function LaterDialog({ touch, ...props }: { touch: Whose | null } & Omit<FormProps, "touch">) {
  const { t } = useTranslation("prompts");
  return (
    <Dialog title={t("laterOf", { client: touch?.client.name ?? "" })} open={touch !== null} onClose={props.onClose}>
      {touch && <LaterForm key={touch.prompts[0]?.id} touch={touch} {...props} />}
    </Dialog>
  );
}

type FormProps = {
  touch: Whose;
  day: string;
  who: Who;
  onClose: () => void;
  /** What was said was taken back: the prompts are there again. */
  onUndone?: (ids: readonly string[]) => void;
};

function LaterForm({ touch, day, who, onClose, onUndone }: FormProps) {
  const { t, i18n } = useTranslation("prompts");
  const undo = useUndo();
  const afterSent = useAfterSent();
  const days = [...new Set([daysAfter(day, 1), daysAfter(day, 3), nextMonday(day), daysAfter(day, 14)])].sort();
  const [choice, setChoice] = useState<string>(daysAfter(day, 1));
  const [other, setOther] = useState(daysAfter(day, 30));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const wrongDay = choice === "other" && (other <= day || other > daysAfter(day, longest));
  const put = (): Put => {
    const why = reason.trim();
    if (choice === "never") return { kind: "not_needed", reason: why };
    return { kind: "snooze", until: choice === "other" ? other : choice, reason: why };
  };
  const takeBack = async (entries: readonly Entry[]) => {
    const ids: string[] = [];
    // What has not gone out yet is just forgotten.
    for (const entry of entries) if (!(await outbox.remove(entry.id))) ids.push(...(entry.settles ?? []));
    if (ids.length > 0) await undo.mutateAsync(ids).catch(() => undefined);
    onUndone?.(entries.flatMap(({ settles }) => settles ?? []));
  };
  const save = async () => {
    setTried(true);
    if (reason.trim() === "") {
      document.getElementById("later-reason")?.querySelector("textarea")?.focus();
      return;
    }
    if (wrongDay) return;
    const what = put();
    const until = what.kind === "snooze" ? dayWords(i18n.language, what.until, day) : null;
    const title = until === null ? t("put.struck") : t("put.title", { day: until });
    const entries = laterEntries(touch, what, title, who, new Date());
    setPending(true);
    setRefusal(null);
    for (const entry of entries) await outbox.add(entry, who);
    setPending(false);
    // What the server does not take is said here, where it can be put right.
    const refused = outbox.current().filter((entry) => entry.refused && entries.some(({ id }) => id === entry.id));
    if (refused.length > 0) {
      for (const entry of entries) await outbox.remove(entry.id);
      setRefusal(refused[0]?.refused?.detail ?? t("waits.refused"));
      void afterSent("later");
      return;
    }
    void afterSent("later");
    onClose();
    const said =
      until === null
        ? t("put.away", { client: touch.client.name })
        : t("put.off", { client: touch.client.name, day: until });
    toast(said, { action: { label: t("undo"), run: () => void takeBack(entries) } });
  };
  return (
    <form
      className={styles.sheet}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
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
        <TextField
          label={t("put.day")}
          type="date"
          value={other}
          onChange={setOther}
          error={tried && wrongDay ? t("put.wrongDay") : undefined}
          isRequired
        />
      )}
      <div id="later-reason">
        <TextField
          label={t("put.why")}
          lines={2}
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={tried && reason.trim() === "" ? t("put.needWhy") : undefined}
        />
      </div>
      <p className={styles.chips}>
        {reasons.map((one) => (
          <Button key={one} size="s" onPress={() => setReason(t(`put.reason.${one}`))}>
            {t(`put.reason.${one}`)}
          </Button>
        ))}
      </p>
      {refusal !== null && (
        <p role="alert" className="short">
          {refusal}
        </p>
      )}
      <Acts>
        <Button onPress={onClose}>{t("cancel")}</Button>
        <Button type="submit" look="go" pending={pending}>
          {t(choice === "never" ? "put.doNever" : "put.do")}
        </Button>
      </Acts>
    </form>
  );
}
