import { useTranslation } from "react-i18next";
import styles from "./parts.module.css";

const steps = [1, 2, 3, 4] as const;

/** A score of 0–4 as four squares and in words. */
export function ScoreMark({ score }: { score: number }) {
  const { t } = useTranslation("design/platform");
  return (
    <span className={styles.score}>
      <svg viewBox="0 0 52 10" width="52" height="10" aria-hidden="true">
        {steps.map((step) => (
          <rect
            key={step}
            x={(step - 1) * 14 + 0.75}
            y={0.75}
            width={8.5}
            height={8.5}
            rx={1.5}
            fill={step <= score ? "var(--fig)" : "none"}
            stroke="var(--mark)"
            strokeWidth={1.5}
          />
        ))}
      </svg>
      <span className="num">{t("score.of", { score })}</span>
    </span>
  );
}
