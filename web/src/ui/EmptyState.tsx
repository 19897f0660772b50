import type { ReactNode } from "react";
import styles from "./State.module.css";

type EmptyStateProps = {
  /** What is not there yet, as a finding: "Nobody has been asked yet". */
  title: string;
  /** What it would show and what to do for it. */
  children: ReactNode;
  /** The next step, as a button. */
  action?: ReactNode;
  boxed?: boolean;
  level?: 1 | 2 | 3;
};

/** Nothing here: teaches the next step. */
export function EmptyState({ title, children, action, boxed, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={styles.state} data-boxed={boxed || undefined} data-inside={level === 3 || undefined}>
      <Heading className={styles.title}>{title}</Heading>
      <div className={styles.words}>{children}</div>
      {action && <div className={styles.acts}>{action}</div>}
    </div>
  );
}
