import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/me";
import type { Entry, Who } from "../../lib/outbox/outbox";
import { outbox } from "../../lib/outbox/waiting";
import { Button } from "../../ui/Button";
import { ErrorLine } from "../../ui/ErrorState";
import { Sign } from "../../ui/Sign";
import { toast } from "../../ui/toasts";
import { dayWords } from "./days";
import { keptEntry } from "./log";
import { type Promised, useAfterSent, useReopenPromise } from "./queries";
import styles from "./today.module.css";

type Props = {
  promises: readonly Promised[];
  day: string;
  who: Who;
  /** What waits for a connection, by the promise that it settles. */
  waiting: ReadonlyMap<string, Entry>;
  /** Promises that the server has as kept, and that the next answer will no longer hold. */
  onWay: ReadonlySet<string>;
  onUndone: (ids: readonly string[]) => void;
};

/** What whoever is signed in has promised and is due within the week, or over its time. */
export function Promises({ promises, day, who, waiting, onWay, onUndone }: Props) {
  const { t, i18n } = useTranslation("prompts");
  const mayLog = useMay("record_signals");
  const reopen = useReopenPromise();
  const afterSent = useAfterSent();
  const open = promises.filter(({ id }) => !onWay.has(id));
  if (open.length === 0) return null;
  const takeBack = async (entry: Entry, id: string) => {
    // What has not gone out yet is just forgotten.
    if (!(await outbox.remove(entry.id))) await reopen.mutateAsync(id).catch(() => undefined);
    onUndone([id]);
  };
  const keep = async (promise: Promised) => {
    const entry = keptEntry(promise, t("promised.keep"), who, new Date());
    await outbox.add(entry, who);
    void afterSent("promise");
    const refused = outbox.current().some(({ id, refused }) => id === entry.id && refused);
    if (refused) return;
    toast(t("promised.kept", { words: promise.words }), {
      action: { label: t("undo"), run: () => void takeBack(entry, promise.id) },
    });
  };
  return (
    <section aria-labelledby="today-promises">
      <h2 className={styles.sec} id="today-promises">
        {t("promised.title")}
      </h2>
      <ErrorLine error={reopen.error} />
      <ul className={styles.promises}>
        {open.map((promise) => (
          <li key={promise.id} data-waiting={waiting.has(promise.id) || undefined}>
            <span className={promise.overdue ? `${styles.due} short` : styles.due}>
              {promise.overdue && <Sign standing="dissatisfied" size={10} />}
              {t(promise.overdue ? "promised.late" : "promised.by", {
                day: dayWords(i18n.language, promise.due, day),
              })}
            </span>
            <p>
              {promise.words}
              {" · "}
              <Link to="/clients/$clientId" params={{ clientId: promise.client }}>
                {promise.client_name}
              </Link>
            </p>
            <Settle
              entry={waiting.get(promise.id)}
              words={promise.words}
              onKeep={mayLog ? () => void keep(promise) : undefined}
            />
          </li>
        ))}
      </ul>
      <p className={styles.all}>
        <Link to="/promises">{t("promised.all")}</Link>
      </p>
    </section>
  );
}

/** To be kept, or kept and not on the server yet. */
function Settle({
  entry,
  words,
  onKeep,
}: {
  entry: Entry | undefined;
  words: string;
  onKeep?: (() => void) | undefined;
}) {
  const { t } = useTranslation("prompts");
  if (entry) {
    return (
      <span role="status" className={styles.tag}>
        {t(entry.refused ? "waits.refused" : "promised.waits")}{" "}
        {!entry.refused && (
          <Button look="quiet" size="s" onPress={() => void outbox.remove(entry.id)}>
            {t("undo")}
          </Button>
        )}
      </span>
    );
  }
  if (!onKeep) return null;
  return (
    <Button size="s" onPress={onKeep} aria-label={t("promised.keepOf", { words })}>
      {t("promised.keep")}
    </Button>
  );
}
