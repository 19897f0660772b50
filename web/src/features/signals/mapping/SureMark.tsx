import { useTranslation } from "react-i18next";
import type { Sure } from "./lines";
import styles from "./SureMark.module.css";

const filled: Record<Sure, number> = { yours: 3, sure: 3, likely: 2, asks: 1 };

/** Three squares and a word: how well a meaning is known. */
export function SureMark({ sure }: { sure: Sure }) {
  const { t } = useTranslation("signals");
  return (
    <span className={styles.sure} data-sure={sure}>
      <svg viewBox="0 0 20 8" width="20" height="8" aria-hidden="true">
        {[0, 1, 2].map((at) =>
          at < filled[sure] ? (
            <rect
              key={at}
              x={at * 7}
              width="5"
              height="8"
              rx="1"
              fill={sure === "yours" ? "var(--accent)" : "var(--fig)"}
            />
          ) : (
            <rect key={at} x={at * 7 + 0.5} y="0.5" width="4" height="7" rx="1" fill="none" stroke="var(--mark)" />
          ),
        )}
      </svg>
      {t(`sure.${sure}`)}
    </span>
  );
}
