import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { clip, type Domain, gridLines } from "./axis";
import styles from "./charts.module.css";
import { type Estimate, measured, radiusOf, type Tone } from "./estimate";
import type { Unit } from "./figures";
import { ExpectedLine, GridLine, HatchBar, Whisker } from "./marks";
import { useFigures } from "./useFigures";

const SIDE = 6;

interface AxisProps {
  readonly width: number;
  readonly domain: Domain;
  readonly expected: number | null;
  readonly unit: Unit;
}

/** The head of a column of interval rows: the ends of the axis, and where "as expected" is. */
export function IntervalAxis({ width, domain, expected, unit }: AxisProps) {
  const { t } = useTranslation("charts");
  const figures = useFigures();
  const x = scaleLinear(domain, [SIDE, width - SIDE]);
  const [low, high] = domain;
  const words = expected === null ? null : t("asExpected", { value: figures.tick(expected, unit) });
  const at = expected === null ? 0 : x(expected);
  const half = (words?.length ?? 0) * 3.1;
  return (
    <svg width={width} height={16} aria-hidden="true" className={styles.axis}>
      {at - half > 36 && (
        <text x={x(low)} y={12} textAnchor="start" className={styles.faint}>
          {figures.tick(low, unit)}
        </text>
      )}
      {words && (
        <text x={Math.max(half, Math.min(width - half, at))} y={12} textAnchor="middle">
          {words}
        </text>
      )}
      {at + half < width - 36 && (
        <text x={x(high)} y={12} textAnchor="end" className={styles.faint}>
          {figures.tick(high, unit)}
        </text>
      )}
    </svg>
  );
}

interface RowProps extends AxisProps {
  readonly estimate: Estimate | null;
  readonly tone: Tone;
  readonly largest: number;
  readonly height: number;
  readonly ground?: string;
  /** What stands on the hatch where there is no score. */
  readonly empty: string;
}

/**
 * One row on a shared axis: point, whisker, and the line of "as expected". Its numbers stand beside it in the table,
 * so for a screen reader it is a picture of what was just said.
 */
export function IntervalDot({ width, height, domain, expected, estimate, tone, largest, ground, empty }: RowProps) {
  const point = measured(estimate);
  if (!point) {
    return (
      <div className={styles.none} style={{ width, height }}>
        <svg width={width} height={24} aria-hidden="true">
          <HatchBar x={0} y={0} width={width} height={24} />
        </svg>
        <span>{empty}</span>
      </div>
    );
  }
  const x = scaleLinear(domain, [SIDE, width - SIDE]);
  const shown = clip(point, domain);
  return (
    <svg width={width} height={height} aria-hidden="true">
      {gridLines(domain, width, expected).map((value) => (
        <GridLine key={value} x={x(value)} top={0} bottom={height} />
      ))}
      {expected !== null && <ExpectedLine x={x(expected)} top={0} bottom={height} />}
      <Whisker
        x={x(shown.value)}
        low={x(shown.low)}
        high={x(shown.high)}
        y={height / 2}
        radius={radiusOf(point.n, largest)}
        tone={tone}
        cutLow={shown.cutLow}
        cutHigh={shown.cutHigh}
        {...(ground ? { ground } : {})}
      />
    </svg>
  );
}
