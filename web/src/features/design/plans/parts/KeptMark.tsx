import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import type { Kept } from "../queries";
import styles from "./KeptMark.module.css";

const WIDTH = 64;
const ENDS = [4, 60] as const;

/** How often a standard was kept, against how often it shall be: a mark with its interval, and the count. */
export function KeptMark({ kept, wanted }: { kept: Kept; wanted: number }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { value, low, high, badge, hidden } = kept.estimate;
  const counts = t("standards.counts", { met: format.count(kept.met), n: format.count(kept.checked) });
  const x = (share: number) => ENDS[0] + share * (ENDS[1] - ENDS[0]);
  const short = badge === "sound" && high !== null && high < wanted;
  const few = badge !== "sound";
  if (value === null || hidden) {
    return (
      <span className={styles.kept}>
        <span />
        <span className={styles.met}>{hidden ? t("standards.hidden") : counts}</span>
      </span>
    );
  }
  const label = t("standards.keptSaid", {
    share: format.percent(value),
    range: low !== null && high !== null ? format.range(low, high, "share") : "–",
    wanted: format.percent(wanted),
  });
  return (
    <span className={styles.kept} data-short={short || undefined} title={label}>
      <svg width={WIDTH} height={14} role="img" aria-label={label}>
        <path d={`M${ENDS[0]} 7H${ENDS[1]}`} stroke="var(--edge)" />
        <path d={`M${x(wanted)} 1V13`} stroke="var(--mark)" />
        {low !== null && high !== null && (
          <path
            d={`M${x(low)} 7H${x(high)}`}
            stroke={short ? "var(--short)" : "var(--soft)"}
            strokeWidth={3}
            strokeDasharray={few ? "2 2" : undefined}
            opacity={0.45}
          />
        )}
        {short ? (
          <path d={`M${x(value) - 4} 3h8l-4 8z`} fill="var(--short)" />
        ) : few ? (
          <circle cx={x(value)} cy={7} r={3} fill="var(--page)" stroke="var(--unknown)" strokeWidth={1.3} />
        ) : (
          <circle cx={x(value)} cy={7} r={3} fill="var(--soft)" />
        )}
      </svg>
      <span className={styles.met}>{counts}</span>
    </span>
  );
}
