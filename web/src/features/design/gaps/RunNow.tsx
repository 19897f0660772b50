import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { useNow } from "../../../lib/useNow";
import { Button } from "../../../ui/Button";
import { ProgressBar } from "../../../ui/ProgressBar";
import { toast } from "../../../ui/toasts";
import styles from "./gaps.module.css";
import { useForgetFindings, useGapRun, useRunGapFinder } from "./queries";

/** When gaps were last looked for, how far it is, and looking now. */
export function RunNow() {
  const { t } = useTranslation("design/gaps");
  const format = useFormat();
  const now = useNow();
  const mayEdit = useMay("edit_design");
  const run = useGapRun();
  const start = useRunGapFinder();
  const forget = useForgetFindings();
  const state = run.data?.state;
  const { finished_at: finished, milliseconds, clients } = run.data ?? {};
  const seen = useRef<string | null | undefined>(undefined);
  const pressed = useRef(false);
  // The list is another one once a run has ended, whoever began it. A short one is over before anybody sees it run.
  useEffect(() => {
    if (!run.data || (finished ?? null) === seen.current) return;
    const first = seen.current === undefined;
    seen.current = finished ?? null;
    if (first) return;
    forget();
    const { raised, closed } = run.data;
    // What ran by itself and found nothing is no news.
    if (raised || closed) toast(t("run.news", { raised: raised ?? 0, closed: closed ?? 0 }));
    else if (pressed.current) toast(t("run.noNews"));
    pressed.current = false;
  });
  useEffect(() => {
    if (state === "failed" && pressed.current) toast(t("run.failed"), { failed: true });
  }, [state, t]);
  return (
    <div className={styles.run}>
      {state === "running" ? (
        <ProgressBar label={t("run.running")} share={(run.data?.progress ?? 0) / 100} />
      ) : (
        <>
          {mayEdit && (
            <Button
              onPress={() => {
                pressed.current = true;
                start.mutate();
              }}
              pending={start.isPending}
            >
              {t("run.now")}
            </Button>
          )}
          {state === "queued" ? (
            <span className={styles.soft}>{t("run.queued")}</span>
          ) : (
            finished && (
              <span className={styles.soft}>
                {t("run.last", {
                  ago: format.ago(finished, now),
                  clients: format.count(clients ?? 0),
                  seconds: format.decimal((milliseconds ?? 0) / 1000, 1),
                })}
              </span>
            )
          )}
        </>
      )}
    </div>
  );
}
