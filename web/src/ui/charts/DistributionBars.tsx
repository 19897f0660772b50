import { useTranslation } from "react-i18next";
import styles from "./charts.module.css";
import type { Standing } from "./DivergingBar";
import { Drawing } from "./Drawing";
import { HatchPattern, useDefId } from "./marks";
import { useFigures } from "./useFigures";
import { usePoints } from "./usePoints";

export interface DistributionPart {
  readonly label: string;
  readonly count: number;
  /** `code`: not an answer (blank, never used). It is hatched, stands apart and is in no share. */
  readonly standing: Standing | "code";
  /** Ends of the share's 95 % interval, 0..=1. */
  readonly low?: number | null;
  readonly high?: number | null;
}

interface Props {
  readonly width: number;
  readonly label: string;
  readonly parts: readonly DistributionPart[];
}

const PLOT = 120;

export const DISTRIBUTION_HEIGHT = PLOT + 60;

/** How often each answer was given, from the scale's one end to the other. */
export function DistributionBars({ width, label, parts }: Props) {
  const { t } = useTranslation("charts");
  const figures = useFigures();
  const hatch = useDefId();
  const { pointProps, renderTip } = usePoints(parts.length);
  const answers = parts.filter((part) => part.standing !== "code");
  const total = answers.reduce((sum, part) => sum + part.count, 0);
  const most = Math.max(1, ...parts.map((part) => Math.max(part.count, (part.high ?? 0) * total)));
  const level = (count: number) => PLOT + 20 - (count / most) * PLOT;
  const gap = parts.some((part) => part.standing === "code") ? 16 : 0;
  const step = (width - gap) / Math.max(1, parts.length);
  return (
    <div className={styles.plot}>
      <Drawing width={width} height={DISTRIBUTION_HEIGHT} label={label}>
        <defs>
          <HatchPattern id={hatch} />
        </defs>
        <path d={`M0 ${PLOT + 20}H${width}`} stroke="var(--rule)" />
        {parts.map((part, index) => {
          const x = index * step + (part.standing === "code" ? gap : 0);
          const size = (part.count / most) * PLOT;
          const y = PLOT + 20 - size;
          const share = total > 0 && part.standing !== "code" ? figures.value(part.count / total, "share") : "";
          const words = t("bar", { label: part.label, n: figures.count(part.count), share });
          return (
            <g key={part.label} {...pointProps(index, words, x + step / 2, y)}>
              <rect x={x} y={0} width={step} height={PLOT + 20} fill="transparent" />
              <rect
                x={x + step * 0.12}
                y={y}
                width={step * 0.76}
                height={Math.max(part.count > 0 ? 1 : 0, size)}
                fill={part.standing === "code" ? `url(#${hatch})` : `var(--${part.standing})`}
                opacity={part.standing === "ok" ? 0.78 : 1}
              />
              {part.low != null && part.high != null && part.count > 0 && (
                <path
                  d={`M${x + step / 2} ${level(part.low * total)}V${level(part.high * total)}`}
                  stroke="var(--ink)"
                  strokeWidth={1.25}
                />
              )}
              {step > 30 && part.count > 0 && (
                <text
                  x={x + step / 2}
                  y={Math.min(y, level((part.high ?? 0) * total)) - 5}
                  textAnchor="middle"
                  className={styles.faint}
                >
                  {share || figures.count(part.count)}
                </text>
              )}
              <text x={x + step / 2} y={PLOT + 36} textAnchor="middle">
                {part.label}
              </text>
            </g>
          );
        })}
        <g aria-hidden="true" className={styles.faint}>
          <text x={0} y={PLOT + 54}>
            {t("least")}
          </text>
          <text x={answers.length * step} y={PLOT + 54} textAnchor="end">
            {t("most")}
          </text>
        </g>
      </Drawing>
      {renderTip(width, (index) => {
        const part = parts[index];
        return part ? (
          <>
            <b>{part.label}</b>
            <span>{figures.count(part.count)}</span>
          </>
        ) : null;
      })}
    </div>
  );
}
