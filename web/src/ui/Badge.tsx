import type { ReactNode } from "react";
import styles from "./Badge.module.css";
import { Sign, type Standing } from "./Sign";

/** A state in a word. The four meanings bring their sign; `neutral` and `accent` carry none. */
export function Badge({ tone = "neutral", children }: { tone?: Standing | "neutral" | "accent"; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {tone !== "neutral" && tone !== "accent" && <Sign standing={tone} size={9} />}
      {children}
    </span>
  );
}
