import { useTranslation } from "react-i18next";
import styles from "./parts.module.css";
import { LivedSign } from "./sheet/FeelingLines";

/** What the lines and signs stand for, and the keys that move things. */
export function Legend({ keys }: { keys: boolean }) {
  const { t } = useTranslation("design/journeys");
  return (
    <>
      <div className={styles.legend}>
        <span>
          <svg width="36" height="16" aria-hidden="true">
            <path d="M0 8H36" stroke="var(--ink)" strokeWidth="2" />
            <circle cx="18" cy="8" r="5" fill="var(--paper)" stroke="var(--ink)" strokeWidth="2" />
          </svg>
          {t("legend.toBe")}
        </span>
        <span>
          <svg width="16" height="16" aria-hidden="true">
            <path d="M8 1 15 8 8 15 1 8z" fill="var(--ink)" />
          </svg>
          {t("legend.moment")}
        </span>
        <span>
          <svg width="36" height="16" aria-hidden="true">
            <rect y="2" width="36" height="12" fill="var(--fig)" fillOpacity="0.16" />
            <path d="M0 8H36" stroke="var(--fig)" strokeWidth="2" strokeDasharray="5 3" />
          </svg>
          {t("legend.asIs")}
        </span>
        {(["short", "as_designed", "beyond", "unknown"] as const).map((verdict) => (
          <span key={verdict}>
            <svg width="14" height="16" aria-hidden="true">
              <LivedSign x={7} y={8} verdict={verdict} />
            </svg>
            {t(`verdict.${verdict}`)}
          </span>
        ))}
      </div>
      {keys && (
        <p className={styles.keys}>
          <kbd>Alt ←</kbd> <kbd>Alt →</kbd> {t("legend.keyMove")} · <kbd>↑</kbd> <kbd>↓</kbd> {t("legend.keyFeel")} ·{" "}
          <kbd>{t("legend.ctrl")} Z</kbd> {t("legend.keyUndo")}
        </p>
      )}
    </>
  );
}
