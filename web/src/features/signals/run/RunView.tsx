import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { ProgressBar } from "../../../ui/ProgressBar";
import { useCancelImport } from "../queries";
import type { Import } from "../types";
import { WizardSteps } from "../wizard/WizardSteps";
import { quarter, shareDone } from "./progress";
import styles from "./Run.module.css";

/** Step four: an import while it runs. */
export function RunView({ running }: { running: Import }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const cancel = useCancelImport();
  const share = shareDone(running);
  const said = quarter(running);
  const label =
    running.rows_total === null
      ? t("run.rows", { count: running.rows_done, done: format.count(running.rows_done) })
      : t("run.rowsOf", { done: format.count(running.rows_done), total: format.count(running.rows_total) });
  const left =
    running.state === "queued"
      ? t("run.queued")
      : running.seconds_left === null
        ? t("run.noTime")
        : running.seconds_left < 1
          ? t("run.almost")
          : t("run.left", { span: format.span(running.seconds_left) });
  return (
    <>
      <PageHeader
        name={t("run.name", { file: running.file_name })}
        title={t("run.title", { file: running.file_name })}
        above={<WizardSteps current="run" />}
      >
        <p>{t("run.lead")}</p>
      </PageHeader>
      <div className={styles.box}>
        <ProgressBar label={label} share={running.state === "queued" ? null : share} aside={left} />
        <dl className={styles.counts}>
          <Count words={t("run.rate")} figure={running.rows_per_second} />
          <Count words={t("run.imported")} figure={running.imported} />
          <Count words={t("run.unchanged")} figure={running.unchanged} />
          <Count words={t("run.aside")} figure={running.rejected + running.conflicts} />
        </dl>
        <div className={styles.acts}>
          <Link to="/import">{t("run.leave")}</Link>
          <Button pending={cancel.isPending} onPress={() => setAsking(true)}>
            {t("run.cancel")}
          </Button>
        </div>
        <ErrorLine error={cancel.error} />
      </div>
      {/* Its own element: a live region that speaks at quarters, not at every row. */}
      <p role="status" className="sr">
        {said === null || said === 0
          ? t("run.started", { file: running.file_name })
          : t("run.spoken", { percent: format.percent(said / 100) })}
      </p>
      <ConfirmDialog
        title={t("run.cancelTitle")}
        verb={t("run.cancelDo")}
        danger
        open={asking}
        pending={cancel.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => cancel.mutate(running.id, { onSettled: () => setAsking(false) })}
      >
        {t("run.cancelWhat", { count: running.imported, words: format.count(running.imported) })}
      </ConfirmDialog>
    </>
  );
}

function Count({ words, figure }: { words: string; figure: number | null }) {
  const format = useFormat();
  return (
    <div>
      <dt>{words}</dt>
      <dd>{figure === null ? "–" : format.count(Math.round(figure))}</dd>
    </div>
  );
}
