import type { ReactNode } from "react";
import styles from "./PageHeader.module.css";
import { useTitle } from "./useTitle";

type PageHeaderProps = {
  /** The finding, in a sentence; what the page is called comes second. */
  title: string;
  /** The document's title where the finding is too long for a tab; default is `title`. */
  name?: string;
  /** One or two sentences: why, and what to do. */
  children?: ReactNode;
  /** Filters, figures or the page's one button. */
  aside?: ReactNode;
  /** A stepper or the way back. */
  above?: ReactNode;
  /** The finding is on its way: its room is kept, so that what stands below does not move when it comes. */
  pending?: boolean;
};

export function PageHeader({ title, name, children, aside, above, pending }: PageHeaderProps) {
  useTitle(name ?? title);
  return (
    <>
      {above && <div className={styles.above}>{above}</div>}
      <header className={styles.header} data-pending={pending || undefined}>
        <div className={styles.words}>
          <h1 tabIndex={-1}>{title}</h1>
          {children && (typeof children === "string" ? <p>{children}</p> : children)}
        </div>
        {aside && <div className={styles.aside}>{aside}</div>}
      </header>
    </>
  );
}
