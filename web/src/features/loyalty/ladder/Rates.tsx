import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { Drawing } from "../../../ui/charts/Drawing";
import styles from "./ladder.module.css";
import type { Ladder, Rate, Unit } from "./queries";
import { stretchName } from "./stretch";

const ROW = 24;
const LEFT = 84;
const RIGHT = 84;
/** Under so many a share would claim more than it knows; the picture still shows it, with its interval. */
const ENOUGH = 10;

type Line = { key: string; name: string; rate: Rate; all: boolean };

/** How often clients rise from OK to loyal, and how often the loyal slip back, stretch by stretch. */
export function Rates({ ladder, unit }: { ladder: Ladder; unit: Unit }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const { rises, slips, steps, stretches } = ladder;
  const lines = (of: "rises" | "slips"): Line[] => [
    ...steps.flatMap((step, at): Line[] => {
      const stretch = stretches[at + 1];
      if (!stretch) return [];
      const last = at + 1 === stretches.length - 1;
      const name = stretchName(format.locale, stretch, last, unit, t("flow.today"));
      return [{ key: stretch.label, name, rate: step[of], all: false }];
    }),
    { key: "all", name: t("rates.all"), rate: ladder[of], all: true },
  ];
  const groups = [
    { key: "rises", title: t("rates.rises"), ink: "var(--loyal)", lines: lines("rises") },
    { key: "slips", title: t("rates.slips"), ink: "var(--ok)", lines: lines("slips") },
  ] as const;
  const known = groups.flatMap((group) => group.lines).filter((line) => line.rate.interval);
  const most = Math.max(0.2, ...known.map((line) => line.rate.interval?.high ?? 0));
  const height = groups.reduce((sum, group) => sum + group.lines.length * ROW + 34, 0) + 22;
  const title =
    rises.share === null || slips.share === null || rises.n < ENOUGH || slips.n < ENOUGH
      ? t("rates.titleUnknown")
      : t("rates.title", { rises: format.percent(rises.share, 0), slips: format.percent(slips.share, 0) });
  return (
    <ChartFrame
      title={title}
      caption={t("rates.caption")}
      source={t("flow.source")}
      height={height}
      note={t("rates.note")}
      twin={{
        columns: [
          { key: "what", label: t("rates.what") },
          { key: "when", label: t("rates.when") },
          { key: "share", label: t("rates.share"), numeric: true },
          { key: "interval", label: t("interval") },
          { key: "n", label: "n", numeric: true },
        ],
        rows: groups.flatMap((group) =>
          group.lines.map(({ name, rate }) => ({
            what: group.title,
            when: name,
            share: rate.share === null ? t("unknown") : { text: format.percent(rate.share, 1), value: rate.share },
            interval: rate.interval ? format.range(rate.interval.low, rate.interval.high, "share", 1) : null,
            n: { text: format.count(rate.n), value: rate.n },
          })),
        ),
      }}
    >
      {(width) => {
        const x = scaleLinear([0, most], [LEFT, Math.max(LEFT + 60, width - RIGHT)]).nice(4);
        return (
          <Drawing width={width} height={height}>
            {x.ticks(4).map((tick) => (
              <g key={tick}>
                <path d={`M${x(tick)} 20V${height - 20}`} stroke="var(--rule)" />
                <text x={x(tick)} y={height - 4} textAnchor="middle" className={styles.tick}>
                  {format.percent(tick)}
                </text>
              </g>
            ))}
            {groups.map((group, place) => {
              const head = 16 + place * (group.lines.length * ROW + 34);
              return (
                <g key={group.key}>
                  <text x={0} y={head} className={styles.strong} style={{ fill: group.ink }}>
                    {group.title}
                  </text>
                  {group.lines.map((line, at) => (
                    <RateLine
                      key={line.key}
                      line={line}
                      y={head + (at + 1) * ROW}
                      x={x}
                      ink={group.ink}
                      width={width}
                    />
                  ))}
                </g>
              );
            })}
          </Drawing>
        );
      }}
    </ChartFrame>
  );
}

type RateLineProps = { line: Line; y: number; x: (value: number) => number; ink: string; width: number };

function RateLine({ line, y, x, ink, width }: RateLineProps) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const { rate, all } = line;
  return (
    <g>
      <text x={0} y={y} className={all ? styles.strong : undefined}>
        {line.name}
      </text>
      {rate.share === null ? (
        <text x={x(0) + 6} y={y} className={`${styles.tick} ${styles.plate}`}>
          {t("rates.nobody")}
        </text>
      ) : (
        <>
          {rate.interval && (
            <path
              d={`M${x(rate.interval.low)} ${y - 4}H${x(rate.interval.high)}`}
              stroke={ink}
              strokeWidth={all ? 5 : 3}
              opacity={0.4}
            />
          )}
          {all ? (
            <path d={`M${x(rate.share)} ${y - 10}l6 6 -6 6 -6 -6z`} fill={ink} />
          ) : (
            <circle cx={x(rate.share)} cy={y - 4} r={Math.min(3 + Math.sqrt(rate.n) / 5, 7)} fill={ink} />
          )}
        </>
      )}
      <text x={width} y={y} textAnchor="end" className={styles.tick}>
        {rate.share !== null && (
          <tspan className={all ? styles.strong : undefined}>{format.percent(rate.share, 0)}</tspan>
        )}
        <tspan dx={6}>{format.sample(rate.n)}</tspan>
      </text>
    </g>
  );
}
