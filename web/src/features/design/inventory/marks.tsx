import { useTranslation } from "react-i18next";
import { dotsOf } from "./cards";
import styles from "./marks.module.css";

/** Attention as five dots; dashed where nobody has judged it and there is no plan. The word stands elsewhere. */
export function Dots({ attention }: { attention: number | null }) {
  if (attention === null) {
    return (
      <svg className={styles.dots} width="32" height="6" aria-hidden="true">
        <path d="M1 3h30" stroke="var(--unknown)" strokeWidth="1.4" strokeDasharray="3 3" />
      </svg>
    );
  }
  const filled = dotsOf(attention);
  return (
    <svg className={styles.dots} width="32" height="6" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((at) =>
        at < filled ? (
          <circle key={at} cx={3 + at * 6.4} cy="3" r="2.5" fill="var(--soft)" />
        ) : (
          <circle key={at} cx={3 + at * 6.4} cy="3" r="2" fill="none" stroke="var(--mark)" strokeWidth="0.9" />
        ),
      )}
    </svg>
  );
}

/** The mark of a moment of truth. */
export function Diamond({ label }: { label?: string }) {
  return (
    <svg
      className={styles.diamond}
      width="9"
      height="9"
      viewBox="0 0 10 10"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d="M5 0 10 5 5 10 0 5Z" fill="currentColor" />
    </svg>
  );
}

/** The number that a finding has in the list of gaps and in its cell. */
export function FindingNumber({ no }: { no: number }) {
  return (
    <span className={styles.number} aria-hidden="true">
      {no}
    </span>
  );
}

/** "attention 4 of 5", or that nobody knows. */
export function useAttentionWords() {
  const { t } = useTranslation("design/inventory");
  return (attention: number | null) =>
    attention === null ? t("card.attentionUnknown") : t("card.attention", { n: dotsOf(attention) });
}
