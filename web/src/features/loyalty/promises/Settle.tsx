import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/Form";
import { Popover } from "../../../ui/Popover";
import { localOf, momentOf } from "../../../ui/promise/promise";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import styles from "./promises.module.css";
import { type Promised, type Step, useSettle } from "./queries";

/** Keep it, agree on another day before it is due, or say that it was broken and why; each can be taken back. */
export function Settle({ promise, go }: { promise: Promised; go?: boolean }) {
  const { t } = useTranslation("loyalty/promises");
  const settle = useSettle();
  const tell = useTell();
  const { organization } = useMe();
  const zone = organization.time_zone;
  const overdue = new Date(promise.due_at) < new Date();
  // Shown at once, a step may take its own buttons away: what is told afterwards must not hang on them.
  const run = (step: Step, done: string) =>
    void settle
      .mutateAsync({ id: promise.id, step })
      .then(
        () => tell.done(done, () => settle.mutateAsync({ id: promise.id, step: { kind: "reopen" } })),
        tell.refused,
      );
  const of = { words: promise.words };
  if (promise.state !== "open" && promise.state !== "renegotiated") {
    return (
      <Button
        look="quiet"
        size="s"
        pending={settle.isPending}
        aria-label={t("act.reopenOf", of)}
        onPress={() =>
          void settle
            .mutateAsync({ id: promise.id, step: { kind: "reopen" } })
            .then(() => tell.done(t("did.reopened")), tell.refused)
        }
      >
        {t("act.reopen")}
      </Button>
    );
  }
  return (
    <span className={styles.acts}>
      {overdue ? (
        <Popover
          label={t("act.keepOf", of)}
          trigger={
            <Button size="s" aria-label={t("act.keepOf", of)}>
              {t("act.keep")}
            </Button>
          }
        >
          {(close) => (
            <Kept
              zone={zone}
              due={promise.due_at}
              onKeep={(step) => {
                run(step, t("did.kept"));
                close();
              }}
            />
          )}
        </Popover>
      ) : (
        <Button
          size="s"
          look={go ? "go" : "plain"}
          pending={settle.isPending}
          aria-label={t("act.keepOf", of)}
          onPress={() => run({ kind: "keep", at: new Date().toISOString() }, t("did.kept"))}
        >
          {t("act.keep")}
        </Button>
      )}
      <Popover
        label={t("act.moveOf", of)}
        trigger={
          <Button size="s" look="quiet" aria-label={t("act.moveOf", of)}>
            {t("act.move")}
          </Button>
        }
      >
        {(close) => (
          <Move
            zone={zone}
            due={promise.due_at}
            overdue={overdue}
            onMove={(step) => {
              run(step, t("did.moved"));
              close();
            }}
          />
        )}
      </Popover>
      <Popover
        label={t("act.breakOf", of)}
        trigger={
          <Button size="s" look="quiet" aria-label={t("act.breakOf", of)}>
            {t("act.break")}
          </Button>
        }
      >
        {(close) => (
          <Broke
            onBreak={(step) => {
              run(step, t("did.broken"));
              close();
            }}
          />
        )}
      </Popover>
    </span>
  );
}

/** After its day: when it was done, and if late, why. */
function Kept({ zone, due, onKeep }: { zone: string; due: string; onKeep: (step: Step) => void }) {
  const { t } = useTranslation("loyalty/promises");
  const now = localOf(new Date().toISOString(), zone);
  const [at, setAt] = useState(now);
  const moment = at === now ? new Date().toISOString() : momentOf(at, zone);
  const late = moment !== null && moment > due;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.stopPropagation();
    const cause = String(new FormData(event.currentTarget).get("cause") ?? "").trim();
    if (moment) onKeep({ kind: "keep", at: moment, ...(late && cause ? { cause } : {}) });
  };
  return (
    <div className={styles.pop}>
      <Form onSubmit={submit}>
        <TextField label={t("keep.at")} type="datetime-local" value={at} onChange={setAt} isRequired />
        {late && (
          <TextField label={t("keep.cause")} hint={t("keep.causeHint")} name="cause" lines={2} maxLength={1000} />
        )}
        <Button type="submit" size="s" look="go">
          {t(late ? "keep.late" : "act.keep")}
        </Button>
      </Form>
    </div>
  );
}

/** When it is due already, it was agreed before and is only noted now: when that was is asked. */
function Move({
  zone,
  due,
  overdue,
  onMove,
}: {
  zone: string;
  due: string;
  overdue: boolean;
  onMove: (step: Step) => void;
}) {
  const { t } = useTranslation("loyalty/promises");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.stopPropagation();
    const data = new FormData(event.currentTarget);
    const to = momentOf(String(data.get("due_at")), zone);
    const why = String(data.get("why")).trim();
    const agreed = overdue ? momentOf(String(data.get("at")), zone) : undefined;
    if (to && why && agreed !== null) onMove({ kind: "renegotiate", due_at: to, why, ...(agreed && { at: agreed }) });
  };
  return (
    <div className={styles.pop}>
      <p className="soft">{t(overdue ? "move.noted" : "move.what")}</p>
      <Form onSubmit={submit}>
        {overdue && (
          <TextField
            label={t("move.at")}
            type="datetime-local"
            name="at"
            defaultValue={localOf(due, zone)}
            isRequired
          />
        )}
        <TextField
          label={t("move.due")}
          type="datetime-local"
          name="due_at"
          defaultValue={localOf(due, zone)}
          isRequired
        />
        <TextField label={t("move.why")} name="why" lines={2} maxLength={1000} isRequired />
        <Button type="submit" size="s" look="go">
          {t("act.move")}
        </Button>
      </Form>
    </div>
  );
}

function Broke({ onBreak }: { onBreak: (step: Step) => void }) {
  const { t } = useTranslation("loyalty/promises");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.stopPropagation();
    const cause = String(new FormData(event.currentTarget).get("cause")).trim();
    if (cause) onBreak({ kind: "break", cause });
  };
  return (
    <div className={styles.pop}>
      <p className="soft">{t("break.what")}</p>
      <Form onSubmit={submit}>
        <TextField label={t("break.cause")} hint={t("break.hint")} name="cause" lines={2} maxLength={1000} isRequired />
        <Button type="submit" size="s">
          {t("act.break")}
        </Button>
      </Form>
    </div>
  );
}
