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
  const busy = state === "running" || state === "queued";
  const was = useRef(busy);
  const pressed = useRef(false);
  // The list is another one once a run has ended, whoever began it.
  useEffect(() => {
    if (was.current && !busy && run.data) {
      forget();
      const { raised, closed } = run.data;
      if (state === "failed") toast(t("run.failed"), { failed: true });
      // What ran by itself and found nothing is no news.
      else if (raised || closed) toast(t("run.news", { raised: raised ?? 0, closed: closed ?? 0 }));
      else if (pressed.current) toast(t("run.noNews"));
      pressed.current = false;
    }
    was.current = busy;
  });
  const { finished_at: finished, milliseconds, clients } = run.data ?? {};
  return (
    <div className={styles.run}>
      {busy ? (
        <ProgressBar
          label={t(state === "running" ? "run.running" : "run.queued")}
          share={state === "running" ? (run.data?.progress ?? 0) / 100 : null}
        />
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
          {finished && (
            <span className={styles.soft}>
              {t("run.last", {
                ago: format.ago(finished, now),
                clients: format.count(clients ?? 0),
                seconds: format.decimal((milliseconds ?? 0) / 1000, 1),
              })}
            </span>
          )}
        </>
      )}
    </div>
  );
}
