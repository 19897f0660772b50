import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/me";
import { Button } from "../../ui/Button";
import { ErrorLine } from "../../ui/ErrorState";
import { Sign } from "../../ui/Sign";
import { toast } from "../../ui/toasts";
import { dayWords } from "./days";
import { type Promised, useSettlePromise } from "./queries";
import styles from "./today.module.css";

/** What whoever is signed in has promised and is due within the week, or over its time. */
export function Promises({ promises, day }: { promises: readonly Promised[]; day: string }) {
  const { t, i18n } = useTranslation("prompts");
  const mayLog = useMay("record_signals");
  const settle = useSettlePromise();
  if (promises.length === 0) return null;
  const keep = ({ id, words }: Promised) =>
    settle.mutate(
      { id, kept: true },
      {
        onSuccess: () =>
          toast(t("promised.kept", { words }), {
            action: { label: t("undo"), run: () => settle.mutate({ id, kept: false }) },
          }),
      },
    );
  return (
    <section aria-labelledby="today-promises">
      <h2 className={styles.sec} id="today-promises">
        {t("promised.title")}
      </h2>
      <ErrorLine error={settle.error} />
      <ul className={styles.promises}>
        {promises.map((promise) => (
          <li key={promise.id}>
            <span className={promise.overdue ? `${styles.due} short` : styles.due}>
              {promise.overdue && <Sign standing="dissatisfied" size={10} />}
              {t(promise.overdue ? "promised.late" : "promised.by", {
                day: dayWords(i18n.language, promise.due, day),
              })}
            </span>
            <p>
              {promise.words}{" "}
              <Link to="/clients/$clientId" params={{ clientId: promise.client }}>
                {promise.client_name}
              </Link>
            </p>
            {mayLog && (
              <Button
                size="s"
                onPress={() => keep(promise)}
                pending={settle.isPending && settle.variables?.id === promise.id}
                aria-label={t("promised.keepOf", { words: promise.words })}
              >
                {t("promised.keep")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.all}>
        <Link to="/promises">{t("promised.all")}</Link>
      </p>
    </section>
  );
}
