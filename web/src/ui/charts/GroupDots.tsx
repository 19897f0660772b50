import { scaleLinear } from "d3-scale";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { chooseDomain, clip, type Domain } from "./axis";
import styles from "./charts.module.css";
import { Drawing } from "./Drawing";
import { type Estimate, measured, radiusOf, toneOf } from "./estimate";
import type { Unit } from "./figures";
import { ExpectedLine, HatchBar, Whisker } from "./marks";
import { useFigures } from "./useFigures";
import { usePoints } from "./usePoints";

export interface DotGroup {
  readonly heading: string;
  readonly items: readonly { readonly key: string; readonly label: string; readonly estimate: Estimate }[];
}

interface Props {
  readonly width: number;
  readonly label: string;
  readonly groups: readonly DotGroup[];
  readonly unit: Unit;
  readonly ends: Domain;
  readonly expected: number | null;
}

const ROW = 22;

export function groupDotsHeight(groups: readonly DotGroup[]): number {
  return groups.reduce((sum, group) => sum + group.items.length * ROW + 24, 0) + 28;
}

/** Why there is no number: nobody asked, too few for a figure, or too few to be shown at all. */
export function whyNot(t: TFunction<"charts">, estimate: Estimate): string {
  if (estimate.hidden) return t("hidden");
  return estimate.n === 0 ? t("notAsked") : t("few");
}

/** Cuts a name to the room there is, keeping a whole word where it can. */
export function shorten(text: string, room: number): string {
  const most = Math.max(4, Math.floor(room / 6.6));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** Groups of clients on one axis: whose whole interval is short stands out, whoever is too few is dashed or hatched. */
export function GroupDots({ width, label, groups, unit, ends, expected }: Props) {
  const { t } = useTranslation("charts");
  const figures = useFigures();
  const items = groups.flatMap((group) => group.items);
  const known = items.filter((item) => measured(item.estimate) !== null);
  const { pointProps, renderTip } = usePoints(known.length);

  const longest = Math.max(0, ...items.map((item) => item.label.length));
  const names = Math.min(width * 0.36, Math.max(72, longest * 6.6 + 20));
  const figuresRoom = 116;
  const sound = known.filter((item) => item.estimate.badge === "sound");
  const points = (sound.length > 0 ? sound : known).flatMap((item) => measured(item.estimate) ?? []);
  const domain = chooseDomain(points, ends, expected, 1 / 8);
  const x = scaleLinear(domain, [names + 6, width - figuresRoom - 8]);
  const largest = Math.max(1, ...known.map((item) => item.estimate.n));
  const height = groupDotsHeight(groups);
  const axisY = height - 6;

  let y = 0;
  return (
    <div className={styles.plot}>
      <Drawing width={width} height={height} label={label}>
        <g aria-hidden="true">
          {expected !== null && <ExpectedLine x={x(expected)} top={16} bottom={height - 22} />}
          <text x={Math.min(width - 44, Math.max(names + 34, x(expected ?? domain[0])))} y={axisY} textAnchor="middle">
            {expected === null ? "" : t("asExpected", { value: figures.tick(expected, unit) })}
          </text>
          <text x={width} y={12} textAnchor="end" className={styles.faint}>
            n
          </text>
        </g>
        {groups.map((group) => {
          y += 12;
          const heading = (
            <text x={0} y={y} className={styles.faint}>
              {group.heading}
            </text>
          );
          const rows = group.items.map((item) => {
            y += ROW;
            const centre = y - 4;
            const point = measured(item.estimate);
            if (!point) {
              return (
                <g key={item.key}>
                  <text x={0} y={y}>
                    {shorten(item.label, names)}
                  </text>
                  <HatchBar x={names + 6} y={centre - 5} width={width - names - figuresRoom - 14} height={10} />
                  <text x={width} y={y} textAnchor="end" className={styles.faint}>
                    {whyNot(t, item.estimate)}
                  </text>
                </g>
              );
            }
            const tone = toneOf(item.estimate, expected);
            const index = known.indexOf(item);
            const shown = clip(point, domain);
            const spread = figures.spread(point.value, point.low, point.high, unit);
            const words = t("point", {
              label: item.label,
              value: figures.value(point.value, unit),
              spread,
              n: figures.count(point.n),
            });
            return (
              <g key={item.key} {...pointProps(index, words, x(shown.value), centre)}>
                <rect x={0} y={centre - ROW / 2} width={width} height={ROW} fill="transparent" />
                {tone === "short" && <path d={`M0 ${y - 8}h8l-4 7.5z`} fill="var(--short)" />}
                <text x={tone === "short" ? 12 : 0} y={y} className={tone === "short" ? styles.shortName : undefined}>
                  {shorten(item.label, names - 12)}
                </text>
                <Whisker
                  x={x(shown.value)}
                  low={x(shown.low)}
                  high={x(shown.high)}
                  y={centre}
                  radius={radiusOf(point.n, largest)}
                  tone={tone}
                  cutLow={shown.cutLow}
                  cutHigh={shown.cutHigh}
                />
                <text x={width - 48} y={y} textAnchor="end">
                  <tspan className={tone === "indicative" ? undefined : styles.value}>
                    {figures.value(point.value, unit)}
                  </tspan>
                  <tspan className={styles.faint}>{` ${spread}`}</tspan>
                </text>
                <text x={width} y={y} textAnchor="end" className={styles.faint}>
                  {figures.count(point.n)}
                </text>
              </g>
            );
          });
          y += 12;
          return (
            <g key={group.heading}>
              {heading}
              {rows}
            </g>
          );
        })}
      </Drawing>
      {renderTip(width, (index) => {
        const item = known[index];
        const point = item && measured(item.estimate);
        return point ? (
          <>
            <b>{item.label}</b>
            <span>
              {figures.value(point.value, unit)} · {figures.range(point.low, point.high, unit)}
            </span>
            <span>
              {t("n", { n: figures.count(point.n) })}
              {item.estimate.badge === "sound" ? "" : ` · ${t("indicative")}`}
            </span>
          </>
        ) : null;
      })}
    </div>
  );
}
