import type { ReactNode } from "react";
import styles from "./ClientWords.module.css";

type Props = {
  children: string;
  /** Ours, not theirs: sans, no quotation marks, and said to be a guess. */
  guess?: ReactNode;
  size?: "s" | "m" | "l";
};

/** What a client said, in serif and quotation marks; what we only guess, in sans and marked so. A rule of the product. */
export function ClientWords({ children, guess, size = "m" }: Props) {
  if (guess === undefined || guess === null || guess === false) {
    return (
      <q className={styles.own} data-size={size}>
        {children}
      </q>
    );
  }
  return (
    <span className={styles.guess} data-size={size}>
      {children} <small>{guess}</small>
    </span>
  );
}
