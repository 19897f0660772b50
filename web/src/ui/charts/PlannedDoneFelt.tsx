import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { chooseDomain, type Domain, gridLines } from "./axis";
import styles from "./charts.module.css";
import { Drawing } from "./Drawing";
import { type Estimate, measured, radiusOf, toneOf } from "./estimate";
import type { Unit } from "./figures";
import { shorten, whyNot } from "./GroupDots";
import { ExpectedLine, GridLine, HatchBar, Whisker } from "./marks";
import { useFigures } from "./useFigures";
import { usePoints } from "./usePoints";

export interface FacetRow {
  readonly key: string;
  readonly label: string;
  /** Share of what plans ask for; absent until there are plans. */
  readonly planned: number | null;
  /** Share done, from evidence; absent until touches are logged. */
  readonly done: number | null;
  readonly felt: Estimate;
}

interface Props {
  readonly width: number;
  readonly label: string;
  readonly rows: readonly FacetRow[];
  readonly unit: Unit;
  readonly ends: Domain;
  readonly expected: number | null;
}

const HEAD = 4;
const FIGURES = 92;

/** Names beside the axis where they fit, above it where they don't. */
function layoutOf(rows: readonly { readonly label: string }[], width: number) {
  const names = Math.max(0, ...rows.map((row) => row.label.length)) * 6.4 + 20;
  const above = names > width * 0.38;
  return { above, names: above ? 0 : names, row: above ? 40 : 26 };
}

export function facetsHeight(rows: readonly { readonly label: string }[], width: number): number {
  return HEAD + rows.length * layoutOf(rows, width).row + 24;
}

/**
 * Planned ▢, done ● and felt on one line a stage. Planned and done are shares of one scale of effort and are laid over
 * the felt axis from end to end; what nobody has recorded is not drawn at all.
 */
export function PlannedDoneFelt({ width, label, rows, unit, ends, expected }: Props) {
  const { t } = useTranslation("charts");
  const figures = useFigures();
  const known = rows.filter((row) => measured(row.felt) !== null);
  const { pointProps, renderTip } = usePoints(known.length);
  const both = rows.some((row) => row.planned !== null || row.done !== null);
  const points = known.flatMap((row) => measured(row.felt) ?? []);
  // Shares need their whole scale; felt alone may use the part of the scale it needs.
  const domain = both ? ends : chooseDomain(points, ends, expected, 1 / 4);
  const { above, names, row: rowHeight } = layoutOf(rows, width);
  const figuresRoom = above ? 6 : FIGURES;
  const x = scaleLinear(domain, [names + 6, width - figuresRoom - 6]);
  const share = scaleLinear([0, 1], [names + 6, width - figuresRoom - 6]);
  const height = facetsHeight(rows, width);
  const bottom = HEAD + rows.length * rowHeight;
  const largest = Math.max(1, ...known.map((row) => row.felt.n));
  const words = expected === null ? "" : t("asExpected", { value: figures.tick(expected, unit) });
  const at = expected === null ? 0 : x(expected);
  return (
    <div className={styles.plot}>
      <Drawing width={width} height={height} label={label}>
        <g aria-hidden="true">
          {gridLines(domain, width, expected).map((value) => (
            <GridLine key={value} x={x(value)} top={HEAD} bottom={bottom} />
          ))}
          {expected !== null && <ExpectedLine x={at} top={HEAD} bottom={bottom} />}
          <text x={at} y={height - 6} textAnchor="middle">
            {words}
          </text>
          {at - words.length * 3.1 > x(domain[0]) + 24 && (
            <text x={x(domain[0])} y={height - 6} textAnchor="middle" className={styles.faint}>
              {figures.tick(domain[0], unit)}
            </text>
          )}
          {at + words.length * 3.1 < x(domain[1]) - 24 && (
            <text x={x(domain[1])} y={height - 6} textAnchor="middle" className={styles.faint}>
              {figures.tick(domain[1], unit)}
            </text>
          )}
        </g>
        {rows.map((row, place) => {
          const y = HEAD + place * rowHeight + (above ? 28 : rowHeight / 2);
          const textY = above ? y - 14 : y + 4;
          const point = measured(row.felt);
          const tone = toneOf(row.felt, expected);
          if (!point) {
            return (
              <g key={row.key}>
                <text x={0} y={textY}>
                  {shorten(row.label, above ? width - FIGURES : names)}
                </text>
                <HatchBar x={names + 6} y={y - 5} width={width - names - figuresRoom - 12} height={10} />
                <text x={width} y={textY} textAnchor="end" className={styles.faint}>
                  {whyNot(t, row.felt)}
                </text>
              </g>
            );
          }
          const spread = figures.spread(point.value, point.low, point.high, unit);
          const said = t("point", {
            label: row.label,
            value: figures.value(point.value, unit),
            spread,
            n: figures.count(point.n),
          });
          return (
            <g key={row.key} {...pointProps(known.indexOf(row), said, x(point.value), y)}>
              <rect x={0} y={HEAD + place * rowHeight} width={width} height={rowHeight} fill="transparent" />
              {tone === "short" && <path d={`M0 ${textY - 8}h8l-4 7.5z`} fill="var(--short)" />}
              <text x={tone === "short" ? 12 : 0} y={textY} className={tone === "short" ? styles.shortName : undefined}>
                {shorten(row.label, above ? width - FIGURES : names - 12)}
              </text>
              {row.planned !== null && (
                <rect
                  x={share(row.planned) - 4}
                  y={y - 4}
                  width={8}
                  height={8}
                  fill="var(--paper)"
                  stroke="var(--soft)"
                  strokeWidth={1.5}
                />
              )}
              {row.done !== null && <circle cx={share(row.done)} cy={y} r={4} fill="var(--soft)" />}
              <Whisker
                x={x(point.value)}
                low={x(Math.max(domain[0], point.low))}
                high={x(Math.min(domain[1], point.high))}
                y={y}
                radius={radiusOf(point.n, largest)}
                tone={tone}
              />
              <text x={width} y={textY} textAnchor="end">
                <tspan className={tone === "indicative" ? undefined : styles.value}>
                  {figures.value(point.value, unit)}
                </tspan>
                <tspan className={styles.faint}>{` ${spread}`}</tspan>
              </text>
            </g>
          );
        })}
      </Drawing>
      {renderTip(width, (index) => {
        const row = known[index];
        const point = row && measured(row.felt);
        return point ? (
          <>
            <b>{row.label}</b>
            <span>
              {t("felt")} {figures.value(point.value, unit)} · {figures.range(point.low, point.high, unit)}
            </span>
            {row.planned !== null && (
              <span>
                {t("planned")} {figures.value(row.planned, "share")}
              </span>
            )}
            {row.done !== null && (
              <span>
                {t("done")} {figures.value(row.done, "share")}
              </span>
            )}
            <span>{t("n", { n: figures.count(point.n) })}</span>
          </>
        ) : null;
      })}
    </div>
  );
}
