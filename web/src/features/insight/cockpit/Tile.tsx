import { type ReactNode, useId } from "react";
import styles from "./cockpit.module.css";

interface Props {
  readonly title: string;
  readonly link?: ReactNode;
  /** How much of the row: of twelve. */
  readonly span: 3 | 4 | 5 | 6;
  readonly children: ReactNode;
}

/** One thing to decide on. */
export function Tile({ title, link, span, children }: Props) {
  const heading = useId();
  return (
    <section className={styles.tile} data-span={span} aria-labelledby={heading}>
      <div className={styles.tileHead}>
        <h2 id={heading}>{title}</h2>
        {link}
      </div>
      {children}
    </section>
  );
}
