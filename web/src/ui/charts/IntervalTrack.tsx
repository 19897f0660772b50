import styles from "./track.module.css";

interface Props {
  /** In the units of the track; `null` is unknown and drawn hatched. */
  readonly value: number | null;
  readonly low?: number | null | undefined;
  readonly high?: number | null | undefined;
  readonly max?: number;
  /** A place to read the value against, with its word: 8/9. */
  readonly mark?: { readonly at: number; readonly label: string } | undefined;
  /** Drawn in ink instead of soft: the one to look at. */
  readonly strong?: boolean;
  /** What it shows, in a sentence. */
  readonly label: string;
}

/** A figure on its whole scale: the point, its interval as a band, and where it is read against. */
export function IntervalTrack({ value, low, high, max = 1, mark, strong, label }: Props) {
  const at = (x: number) => `${Math.min(100, Math.max(0, (x / max) * 100))}%`;
  const known = value !== null;
  return (
    <span
      className={styles.track}
      role="img"
      aria-label={label}
      data-strong={strong || undefined}
      data-unknown={!known || undefined}
      data-marked={mark ? true : undefined}
    >
      {known && low != null && high != null && (
        <i className={styles.band} style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      )}
      {known && <i className={styles.dot} style={{ left: at(value) }} />}
      {mark && (
        <i className={styles.mark} style={{ left: at(mark.at) }}>
          <b>{mark.label}</b>
        </i>
      )}
    </span>
  );
}
