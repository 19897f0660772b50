import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { useTranslation } from "react-i18next";
import { chooseDomain, type Domain, gridLines } from "./axis";
import styles from "./charts.module.css";
import { Drawing } from "./Drawing";
import { type Estimate, type Measured, measured, radiusOf } from "./estimate";
import type { Unit } from "./figures";
import { HatchPattern, useDefId } from "./marks";
import { useFigures } from "./useFigures";
import { usePoints } from "./usePoints";

export interface TrendPoint {
  readonly label: string;
  /** Milliseconds since the epoch: the bucket's ends. */
  readonly from: number;
  readonly to: number;
  readonly estimate: Estimate;
}

export interface Annotation {
  readonly id: string;
  readonly at: number;
  readonly label: string;
}

interface Props {
  readonly width: number;
  readonly label: string;
  readonly points: readonly TrendPoint[];
  readonly annotations: readonly Annotation[];
  readonly unit: Unit;
  readonly ends: Domain;
  readonly expected: number | null;
}

const SIDE = 28;
const PLOT = 156;
const ROW = 16;
const NOTE_ROWS = 3;

/** Notes on one line as long as they don't touch; else the next line. */
export function stackNotes(notes: readonly { readonly x: number; readonly width: number }[], rows: number): number[] {
  const ends: number[] = new Array(rows).fill(Number.NEGATIVE_INFINITY);
  return notes.map((note) => {
    let row = ends.findIndex((end) => end <= note.x);
    if (row < 0) row = rows - 1;
    ends[row] = note.x + note.width + 8;
    return row;
  });
}

export function trendHeight(annotations: number): number {
  const top = annotations > 0 ? Math.min(annotations, NOTE_ROWS) * ROW + 8 : 20;
  return top + PLOT + 44;
}

/**
 * A measure over time: the band is the 95 % interval, a break in the line is a time nobody was asked,
 * a dashed upright is something we did.
 */
export function TrendLine({ width, label, points, annotations, unit, ends, expected }: Props) {
  const { t } = useTranslation("charts");
  const figures = useFigures();
  const hatch = useDefId();
  const known = points.flatMap((point) => {
    const value = measured(point.estimate);
    return value ? [{ point, value }] : [];
  });
  const { pointProps, renderTip, active } = usePoints(known.length);

  const from = points[0]?.from ?? 0;
  const to = points.at(-1)?.to ?? 1;
  const inside = annotations.filter((note) => note.at >= from && note.at <= to).sort((a, b) => a.at - b.at);
  const top = inside.length > 0 ? Math.min(inside.length, NOTE_ROWS) * ROW + 8 : 20;
  const bottom = top + PLOT;
  const height = trendHeight(inside.length);

  const domain = chooseDomain(
    known.map(({ value }) => value),
    ends,
    expected,
    1 / 10,
  );
  const time = scaleLinear([from, to], [SIDE / 2, width - SIDE / 2]);
  const x = (point: TrendPoint) => time((point.from + point.to) / 2);
  const y = scaleLinear(domain, [bottom - 20, top + 12]);
  const largest = Math.max(1, ...known.map(({ value }) => value.n));

  const values = points.map((point) => ({ point, value: measured(point.estimate) }));
  const defined = (entry: { value: Measured | null }) => entry.value !== null;
  const band = area<(typeof values)[number]>()
    .defined(defined)
    .x(({ point }) => x(point))
    .y0(({ value }) => y(Math.max(domain[0], value?.low ?? 0)))
    .y1(({ value }) => y(Math.min(domain[1], value?.high ?? 0)));
  const path = line<(typeof values)[number]>()
    .defined(defined)
    .x(({ point }) => x(point))
    .y(({ value }) => y(value?.value ?? 0));

  const roomy = width / Math.max(1, points.length);
  const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor(width / 64))));
  const spoken = (entry: (typeof known)[number]) =>
    t("point", {
      label: entry.point.label,
      value: figures.value(entry.value.value, unit),
      spread: figures.spread(entry.value.value, entry.value.low, entry.value.high, unit),
      n: figures.count(entry.value.n),
    });
  const showValue = (index: number) => roomy >= 44 || index === 0 || index === known.length - 1;

  // The words of the line stand at the end where the measure is further from it, on the side it isn't.
  const away = (at: number) => Math.abs((known.at(at)?.value.value ?? 0) - (expected ?? 0));
  const wordsLeft = known.length > 1 && away(0) > away(-1);
  const wordsAbove = (known.at(wordsLeft ? 0 : -1)?.value.value ?? 0) < (expected ?? 0);

  const widths = inside.map((note) => ({ x: time(note.at), width: note.label.length * 6.4 }));
  const starts = widths.map((note) => ({
    x: note.x + note.width > width ? Math.max(0, note.x - note.width) : note.x - 4,
    width: note.width,
  }));
  const rows = stackNotes(starts, NOTE_ROWS);

  return (
    <div className={styles.plot}>
      <Drawing width={width} height={height} label={label}>
        <defs>
          <HatchPattern id={hatch} />
        </defs>
        {gridLines(domain, PLOT, expected).map((value) => (
          <g key={value} aria-hidden="true">
            <path d={`M0 ${y(value)}H${width}`} stroke="var(--rule)" />
            {value !== expected && (
              <text x={width} y={y(value) - 4} textAnchor="end" className={styles.faint}>
                {figures.tick(value, unit)}
              </text>
            )}
          </g>
        ))}
        {expected !== null && (
          <g aria-hidden="true">
            <path d={`M0 ${y(expected)}H${width}`} stroke="var(--unknown)" strokeOpacity={0.75} strokeWidth={1.5} />
            <text
              x={wordsLeft ? 0 : width}
              y={y(expected) + (wordsAbove ? -5 : 16)}
              textAnchor={wordsLeft ? "start" : "end"}
              stroke="var(--paper)"
              strokeWidth={4}
              paintOrder="stroke"
            >
              {t("asExpected", { value: figures.tick(expected, unit) })}
            </text>
          </g>
        )}
        {values.map(({ point, value }) =>
          value ? null : (
            <rect
              key={point.label}
              x={time(point.from) + 2}
              width={Math.max(0, time(point.to) - time(point.from) - 4)}
              y={top + 12}
              height={PLOT - 20}
              fill={`url(#${hatch})`}
              opacity={0.6}
            />
          ),
        )}
        {inside.map((note, index) => {
          const at = time(note.at);
          const row = top - 8 - ((rows[index] ?? 0) + 1) * ROW + 12;
          const flip = at + (widths[index]?.width ?? 0) > width;
          return (
            <g key={note.id}>
              <path d={`M${at} ${row + 4}V${bottom}`} stroke="var(--accent)" strokeDasharray="3 3" />
              <text
                x={flip ? at : at - 4}
                y={row}
                textAnchor={flip ? "end" : "start"}
                className={styles.note}
                fill="var(--accent)"
              >
                {note.label}
              </text>
            </g>
          );
        })}
        <path d={band(values) ?? undefined} fill="var(--soft)" opacity={0.16} aria-hidden="true" />
        <path
          d={path(values) ?? undefined}
          fill="none"
          stroke="var(--ink)"
          strokeWidth={1.75}
          strokeLinejoin="round"
          aria-hidden="true"
        />
        {known.map((entry, index) => {
          const px = x(entry.point);
          const py = y(entry.value.value);
          const indicative = entry.point.estimate.badge !== "sound";
          const next = known[index + 1]?.value.value ?? entry.value.value;
          const before = known[index - 1]?.value.value ?? entry.value.value;
          const below = next > entry.value.value && before >= entry.value.value;
          const textY = below ? y(entry.value.low) + 16 : y(entry.value.high) - 8;
          return (
            <g key={entry.point.label} {...pointProps(index, spoken(entry), px, py)}>
              <rect
                x={px - Math.min(22, roomy / 2)}
                y={top}
                width={Math.min(44, roomy)}
                height={PLOT}
                fill="transparent"
              />
              {indicative && (
                <path
                  d={`M${px} ${y(entry.value.low)}V${y(entry.value.high)}`}
                  stroke="var(--unknown)"
                  strokeDasharray="3 2"
                />
              )}
              <circle
                cx={px}
                cy={py}
                r={radiusOf(entry.value.n, largest, roomy < 20 ? 3 : 4.4, roomy < 20 ? 1.5 : 2.5)}
                fill={indicative ? "var(--paper)" : "var(--ink)"}
                stroke={indicative ? "var(--unknown)" : "var(--ink)"}
                strokeWidth={indicative ? 2 : 1}
              />
              {showValue(index) && (
                <text
                  x={px}
                  y={textY}
                  textAnchor="middle"
                  className={indicative ? undefined : styles.value}
                  stroke="var(--paper)"
                  strokeWidth={3}
                  paintOrder="stroke"
                >
                  {figures.value(entry.value.value, unit)}
                </text>
              )}
            </g>
          );
        })}
        {points.map((point, index) =>
          (points.length - 1 - index) % every === 0 ? (
            <g key={point.label} aria-hidden="true">
              <text x={x(point)} y={bottom + 20} textAnchor="middle">
                {point.label}
              </text>
              <text x={x(point)} y={bottom + 36} textAnchor="middle" className={styles.faint}>
                {point.estimate.n > 0 ? t("n", { n: figures.count(point.estimate.n) }) : t("notAsked")}
              </text>
            </g>
          ) : null,
        )}
        {active !== null && known[active] && (
          <path
            d={`M${x(known[active].point)} ${top}V${bottom}`}
            stroke="var(--ink)"
            strokeOpacity={0.35}
            pointerEvents="none"
          />
        )}
      </Drawing>
      {renderTip(width, (index) => {
        const entry = known[index];
        return entry ? (
          <>
            <b>{entry.point.label}</b>
            <span>
              {figures.value(entry.value.value, unit)} · {figures.range(entry.value.low, entry.value.high, unit)}
            </span>
            <span>{t("n", { n: figures.count(entry.value.n) })}</span>
          </>
        ) : null;
      })}
    </div>
  );
}
