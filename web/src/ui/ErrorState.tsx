import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, ProblemError } from "../lib/problem";
import { Button } from "./Button";
import { Sign } from "./Sign";
import styles from "./State.module.css";
import { useProblemWords } from "./useProblemWords";

type ErrorStateProps = {
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
  boxed?: boolean;
  level?: 1 | 2 | 3;
};

/** What happened, what to do, and the number under which the log has it. */
export function ErrorState({ error, onRetry, action, boxed, level = 2 }: ErrorStateProps) {
  const words = useProblemWords();
  const { t } = useTranslation();
  const { title, what } = words(error);
  const Heading = `h${level}` as const;
  const requestId = error instanceof ProblemError ? error.requestId : undefined;
  return (
    <div className={styles.state} data-boxed={boxed || undefined} role="alert">
      <Heading className={styles.title}>{title}</Heading>
      <p className={styles.words}>{what}</p>
      {(onRetry || action) && (
        <div className={styles.acts}>
          {onRetry && <Button onPress={onRetry}>{t("problem.retry")}</Button>}
          {action}
        </div>
      )}
      {requestId && (
        <p className={styles.id}>
          {t("problem.request")} <code>{requestId}</code>
        </p>
      )}
    </div>
  );
}

/** The same in a line, for forms and parts of a page. */
export function ErrorLine({ error }: { error: unknown }) {
  const words = useProblemWords();
  // The shell asks to sign in again; afterwards the line would be old news.
  if (!error || isProblem(error, "not_signed_in")) return null;
  const { title, what } = words(error);
  return (
    <p role="alert" className="short" style={{ display: "flex", gap: 8, alignItems: "baseline" }}>
      <Sign standing="dissatisfied" size={11} />
      <span>
        <strong>{title}.</strong> {what}
      </span>
    </p>
  );
}
