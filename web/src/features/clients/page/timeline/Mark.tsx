import type { Happening } from "../../queries";
import { becameOf } from "./happening";
import styles from "./timeline.module.css";

export type MarkKind = "waits" | "waited" | "asked" | "short" | "beyond" | "met" | "quiet";

/** What a happening was to the client; its sign says it without a word. */
export function markOf(happening: Happening): MarkKind {
  const { kind, perception, awaited, seen_by_client: seen } = happening;
  // How it was felt says more than what became of it.
  const sign = perception ?? becameOf(happening)?.sign ?? 0;
  if (sign < 0) return "short";
  if (sign > 0) return "beyond";
  if (awaited) return awaited.answered_at ? "waited" : "waits";
  if (kind === "response" || kind === "pulse" || kind === "discovery") return "asked";
  return seen ? "met" : "quiet";
}

/** ▲ ▼ ? and dots; a span of waiting is dashed. The title beside it says the same in words. */
export function Mark({ happening }: { happening: Happening }) {
  const mark = markOf(happening);
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className={styles.mark}>
      {mark === "short" && <path d="M8 13 2.8 3.8h10.4z" fill="var(--short)" />}
      {mark === "beyond" && <path d="M8 2.6 13.2 12H2.8z" fill="var(--loyal)" />}
      {mark === "met" && <circle cx="8" cy="8" r="4.5" fill="var(--soft)" />}
      {mark === "quiet" && <circle cx="8" cy="8" r="3.5" fill="none" stroke="var(--mark)" strokeWidth="1.25" />}
      {(mark === "waits" || mark === "waited") && (
        <circle
          cx="8"
          cy="8"
          r="4.5"
          fill="var(--paper)"
          stroke="var(--soft)"
          strokeWidth="1.5"
          strokeDasharray="2.4 2"
        />
      )}
      {mark === "asked" && (
        <>
          <circle cx="8" cy="8" r="6.4" fill="none" stroke="var(--soft)" strokeWidth="1.25" />
          <path
            d="M6.3 6.6a1.8 1.8 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.2M8 11.2v.2"
            fill="none"
            stroke="var(--ink)"
            strokeWidth="1.3"
            strokeLinecap="round"
          />
        </>
      )}
    </svg>
  );
}
