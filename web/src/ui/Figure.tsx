import { useTranslation } from "react-i18next";
import type { Unit } from "../lib/format";
import { useFormat } from "../lib/useFormat";
import styles from "./Figure.module.css";

/** What a number needs to be shown honestly; the API's Estimate has it all. */
export type FigureEstimate = {
  value: number | null;
  n: number;
  low?: number | null;
  high?: number | null;
  badge?: "none" | "counts_only" | "indicative" | "sound" | undefined;
  hidden?: boolean | undefined;
};

type FigureProps = {
  label?: string;
  estimate: FigureEstimate | null;
  unit: Unit;
  digits?: number;
  size?: "s" | "m" | "l";
  /** ± and n under the number instead of beside it. */
  stacked?: boolean;
  /** Words instead of "n 312": "44 live of 50". */
  aside?: string;
};

/** A big number with its ± and n right beside it. Unknown, withheld and indicative look so. */
export function Figure({ label, estimate, unit, digits, size = "m", stacked, aside }: FigureProps) {
  const format = useFormat();
  const { t } = useTranslation();
  const value = estimate?.value ?? null;
  const spread = estimate ? format.plusMinus(estimate, unit, digits) : undefined;
  const exact =
    estimate?.low != null && estimate.high != null
      ? t("figure.interval", { range: format.range(estimate.low, estimate.high, unit, digits) })
      : undefined;
  return (
    <span className={styles.figure} data-size={size} data-stacked={stacked || undefined}>
      {label && <span className={styles.label}>{label}</span>}
      <span className={styles.line}>
        {value === null ? (
          <span className={`${styles.value} ${styles.none}`}>
            {t(estimate?.hidden ? "figure.hidden" : "figure.unknown")}
          </span>
        ) : (
          <span className={styles.value}>{format.figure(value, unit, digits)}</span>
        )}
        <span className={styles.aside} title={exact}>
          {aside ?? [spread, estimate ? format.sample(estimate.n) : undefined].filter(Boolean).join("  ")}
        </span>
      </span>
      {estimate?.badge === "indicative" && <IndicativeTag />}
    </span>
  );
}

/** Between too few and enough: the number is shown, dashed. */
export function IndicativeTag() {
  const { t } = useTranslation();
  return (
    <span className={styles.tag} title={t("figure.indicativeWhy")}>
      {t("figure.indicative")}
    </span>
  );
}
