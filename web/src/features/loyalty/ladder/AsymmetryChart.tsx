import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { Drawing } from "../../../ui/charts/Drawing";
import styles from "./ladder.module.css";
import type { Asymmetry, Slope } from "./queries";

const HEIGHT = 260;
const LEFT = 44;

/** What a step short costs beside what a step beyond earns, in points of renewal. */
export function AsymmetryChart({ asymmetry }: { asymmetry: Asymmetry | null }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  if (!asymmetry || tooFew(asymmetry)) {
    return (
      <>
        <h2>{t("asymmetry.titleUnknown")}</h2>
        <p className="soft">{t("asymmetry.none")}</p>
      </>
    );
  }
  const { short, beyond, as_expected: middle, ratio, ratio_interval, difference } = asymmetry;
  const points = (share: number) => format.signed(share * 100, 1);
  const title =
    ratio !== null
      ? t("asymmetry.title", { times: format.decimal(ratio, 1) })
      : difference.interval.low > 0
        ? t("asymmetry.titleMore")
        : t("asymmetry.titleUnclear");
  const said = (slope: Slope, sign: 1 | -1) => {
    const ends = [sign * slope.interval.low * 100, sign * slope.interval.high * 100].sort((a, b) => a - b);
    return t("asymmetry.to", { low: format.signed(ends[0] ?? 0, 1), high: format.signed(ends[1] ?? 0, 1) });
  };
  const shown = asymmetry.points.filter((it) => Math.abs(it.delta) <= 3);
  const reach = Math.max(1, ...shown.map((it) => Math.abs(it.delta)));
  const values = [
    0,
    -short.interval.high * reach,
    -short.interval.low * reach,
    beyond.interval.high * reach,
    beyond.interval.low * reach,
    ...shown.map((it) => (it.stayed.share ?? middle) - middle),
  ];
  return (
    <ChartFrame
      title={title}
      caption={t("asymmetry.caption", { short: points(-short.per_step), beyond: points(beyond.per_step) })}
      source={t("asymmetry.source")}
      height={HEIGHT}
      note={
        <>
          {t("asymmetry.note", {
            n: format.count(asymmetry.n),
            share: format.percent(Math.min(Math.max(middle, 0), 1), 0),
          })}{" "}
          {ratio !== null &&
            ratio_interval &&
            t("asymmetry.ratio", {
              ratio: format.decimal(ratio, 1),
              low: format.decimal(ratio_interval.low, 1),
              high: format.decimal(ratio_interval.high, 1),
            })}
        </>
      }
      twin={{
        columns: [
          { key: "what", label: t("asymmetry.felt") },
          { key: "stayed", label: t("asymmetry.stayed"), numeric: true },
          { key: "interval", label: t("interval") },
          { key: "n", label: "n", numeric: true },
        ],
        rows: [
          ...asymmetry.points.map((it) => ({
            what: format.signed(it.delta, 1),
            stayed: it.stayed.share === null ? null : { text: format.percent(it.stayed.share), value: it.stayed.share },
            interval: it.stayed.interval
              ? format.range(it.stayed.interval.low, it.stayed.interval.high, "share")
              : null,
            n: { text: format.count(it.stayed.n), value: it.stayed.n },
          })),
          {
            what: t("asymmetry.stepShort"),
            stayed: { text: points(-short.per_step), value: -short.per_step },
            interval: said(short, -1),
            n: { text: format.count(asymmetry.n), value: asymmetry.n },
          },
          {
            what: t("asymmetry.stepBeyond"),
            stayed: { text: points(beyond.per_step), value: beyond.per_step },
            interval: said(beyond, 1),
            n: { text: format.count(asymmetry.n), value: asymmetry.n },
          },
        ],
      }}
    >
      {(width) => {
        const x = scaleLinear([-reach, reach], [LEFT, Math.max(LEFT + 80, width - 10)]);
        const y = scaleLinear(
          [Math.max(Math.min(...values), -1), Math.min(Math.max(...values, 0.05), 1)],
          [HEIGHT - 28, 44],
        ).nice(4);
        const wedge = (to: number, low: number, high: number) => `M${x(0)} ${y(0)}L${x(to)} ${y(low)}V${y(high)}Z`;
        return (
          <Drawing width={width} height={HEIGHT}>
            {y.ticks(5).map((tick) => (
              <g key={tick}>
                <path d={`M${LEFT} ${y(tick)}H${width - 10}`} stroke="var(--rule)" />
                <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className={styles.tick}>
                  {format.signed(tick * 100, 0)}
                </text>
              </g>
            ))}
            <path d={`M${x(0)} 40V${HEIGHT - 26}`} stroke="var(--mark)" strokeDasharray="2 3" />
            <path
              d={wedge(-reach, -short.interval.low * reach, -short.interval.high * reach)}
              fill="var(--short)"
              opacity={0.14}
            />
            <path
              d={wedge(reach, beyond.interval.low * reach, beyond.interval.high * reach)}
              fill="var(--loyal)"
              opacity={0.16}
            />
            <path
              d={`M${x(0)} ${y(0)}L${x(-reach)} ${y(-short.per_step * reach)}`}
              stroke="var(--short)"
              strokeWidth={2.5}
            />
            <path
              d={`M${x(0)} ${y(0)}L${x(reach)} ${y(beyond.per_step * reach)}`}
              stroke="var(--loyal)"
              strokeWidth={2.5}
            />
            {shown.map((it) => {
              if (it.stayed.share === null || !it.stayed.interval) return null;
              const ink = it.delta < 0 ? "var(--short)" : it.delta > 0 ? "var(--loyal)" : "var(--ok)";
              return (
                <g key={it.delta}>
                  <path
                    d={`M${x(it.delta)} ${y(Math.max(it.stayed.interval.low - middle, y.domain()[0] ?? -1))}V${y(
                      Math.min(it.stayed.interval.high - middle, y.domain()[1] ?? 1),
                    )}`}
                    stroke={ink}
                    opacity={0.6}
                  />
                  <circle
                    cx={x(it.delta)}
                    cy={y(it.stayed.share - middle)}
                    r={Math.min(2 + Math.sqrt(it.stayed.n) / 4, 7)}
                    fill={it.delta === 0 ? "var(--paper)" : ink}
                    stroke={ink}
                    strokeWidth={2}
                  />
                </g>
              );
            })}
            <text x={LEFT} y={14} className={styles.strong} style={{ fill: "var(--short)" }}>
              {t("asymmetry.shortIs", { points: points(-short.per_step) })}
              <tspan x={LEFT} dy={15} className={styles.tick}>
                {said(short, -1)}
              </tspan>
            </text>
            <text x={width - 10} y={14} textAnchor="end" className={styles.strong} style={{ fill: "var(--loyal)" }}>
              {t("asymmetry.beyondIs", { points: points(beyond.per_step) })}
              <tspan x={width - 10} dy={15} className={styles.tick}>
                {said(beyond, 1)}
              </tspan>
            </text>
            <text x={x(-reach)} y={HEIGHT - 8} className={styles.tick}>
              {format.signed(-reach, 1)}
            </text>
            <text x={x(0)} y={HEIGHT - 8} textAnchor="middle">
              {t("asymmetry.asExpected")}
            </text>
            <text x={x(reach)} y={HEIGHT - 8} textAnchor="end" className={styles.tick}>
              {format.signed(reach, 1)}
            </text>
          </Drawing>
        );
      }}
    </ChartFrame>
  );
}

/** A line through fewer is no finding: where everybody stayed it would look certain, where one left, steep. */
const ENOUGH = 5;

function tooFew({ points }: Asymmetry): boolean {
  const stayed = points.reduce((sum, it) => sum + it.stayed.count, 0);
  const all = points.reduce((sum, it) => sum + it.stayed.n, 0);
  return stayed < ENOUGH || all - stayed < ENOUGH;
}
