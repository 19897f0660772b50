import { ProgressBar as AriaProgressBar } from "react-aria-components";
import styles from "./ProgressBar.module.css";

type ProgressBarProps = {
  /** "1,904 of 2,831 rows" */
  label: string;
  /** 0..1; `null` while the end is not known. */
  share: number | null;
  /** "3 seconds left" */
  aside?: string;
};

export function ProgressBar({ label, share, aside }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className={styles.progress}
      aria-label={label}
      minValue={0}
      maxValue={1}
      value={share ?? 0}
      isIndeterminate={share === null}
    >
      <div className={styles.head}>
        <b>{label}</b>
        {aside && <span>{aside}</span>}
      </div>
      <div className={styles.track}>
        <div
          className={styles.fill}
          data-unknown={share === null || undefined}
          style={share === null ? undefined : { width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
        />
      </div>
    </AriaProgressBar>
  );
}
