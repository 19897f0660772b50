import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";
import styles from "./parts.module.css";

/** A part of the plan: its name at the left, what it holds at the right. */
export function Row({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={styles.row}>
      <h2>
        {title}
        {hint && <small>{hint}</small>}
      </h2>
      <div className={styles.content}>{children}</div>
    </section>
  );
}

/** What the draft changed here, beside it: "was 85–95", "up from 5", "new". */
export function Tag({ children }: { children: ReactNode }) {
  return <span className={styles.tag}>{children}</span>;
}

/** The words that stood here, under the new ones. */
export function Was({ label, children }: { label: string; children: string }) {
  return (
    <small className={styles.was}>
      {label} <del>{children}</del>
    </small>
  );
}

type AddProps = { id: string; onPress: () => void; children: string };

export function Add({ id, onPress, children }: AddProps) {
  return (
    <AriaButton id={id} className={styles.add ?? ""} onPress={onPress}>
      {children}
    </AriaButton>
  );
}

/** Takes an item out; seen when one is near it, always there for keys and fingers. */
export function Remove({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <AriaButton className={styles.remove ?? ""} aria-label={label} onPress={onPress}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
      </svg>
    </AriaButton>
  );
}

/** What was there in the live plan and is not in the draft, with the way back. */
export function Gone({ words, tag, back, onBack }: { words: string; tag: string; back: string; onBack?: () => void }) {
  return (
    <li className={styles.gone}>
      <del>{words}</del>
      <span>
        <Tag>{tag}</Tag>
        {onBack && (
          <AriaButton className={styles.link ?? ""} onPress={onBack}>
            {back}
          </AriaButton>
        )}
      </span>
    </li>
  );
}
