import type { ReactNode } from "react";
import styles from "./Panel.module.css";

/** Paper with thin rules; its parts are sections. */
export function Panel({ children }: { children: ReactNode }) {
  return <div className={styles.panel}>{children}</div>;
}

export function PanelPart({ title, aside, children }: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.part}>
      {title && (
        <h2>
          {title}
          {aside && (typeof aside === "string" ? <span>{aside}</span> : aside)}
        </h2>
      )}
      {children}
    </section>
  );
}

/** Something to know beside the page's matter. `dashed` for what is provisional: offline, draft, assumed. */
export function Note({ sign, dashed, children }: { sign?: ReactNode; dashed?: boolean; children: ReactNode }) {
  return (
    <div className={styles.note} data-dashed={dashed || undefined}>
      {sign}
      <div>{children}</div>
    </div>
  );
}
