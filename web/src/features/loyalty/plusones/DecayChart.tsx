import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { Drawing } from "../../../ui/charts/Drawing";
import type { Twin } from "../../../ui/charts/twin";
import { turningPoint } from "./board";
import styles from "./plusones.module.css";
import type { Habituation, Wear } from "./queries";

const HEIGHT = 260;
/** About as wide as "lift it still gives" is. */
const WORDS = 130;
const LEFT = 34;
const RIGHT = 14;
const TOP = 18;
const BOTTOM = 44;

type Props = { words: string; wear: Wear; habituation: Habituation };

/** "1st", "2nd", "3rd", "4th". */
function useNth() {
  const { t } = useTranslation("loyalty/plusones");
  return (n: number) => (n === 1 || n === 2 || n === 3 ? t(`curve.nth.${n}`) : t("curve.nth.more", { n }));
}

/**
 * What the nth delivery still lifts, with its band and what clients felt; below the middle what stopping costs. The
 * upright is the delivery that makes it a norm.
 */
export function DecayChart({ words, wear, habituation }: Props) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const nth = useNth();
  const turn = turningPoint(wear);
  const unit = habituation.outcome === "felt" ? "steps" : "share";
  const figure = (value: number) => (unit === "share" ? format.percent(value) : format.decimal(value, 2));
  const title =
    turn !== undefined
      ? t("curve.turn", { count: turn })
      : wear.wears_out
        ? t("curve.wears", { n: format.decimal(wear.half_life.deliveries ?? 0, 1) })
        : t("curve.holds");
  const span = (it: { low: number; high: number }) => `${format.decimal(it.low, 2)}–${format.decimal(it.high, 2)}`;
  const half = wear.half_life;
  const twin: Twin = {
    columns: [
      { key: "nth", label: t("curve.nthColumn") },
      { key: "lift", label: t("curve.lift"), numeric: true },
      { key: "band", label: t("curve.band"), numeric: true },
      { key: "seen", label: t("curve.seen"), numeric: true },
      { key: "n", label: "n", numeric: true },
      { key: "loss", label: t("curve.loss"), numeric: true },
      { key: "lossBand", label: t("curve.lossBand"), numeric: true },
    ],
    rows: wear.curve.map((point) => ({
      nth: nth(point.nth),
      lift: { text: figure(point.lift.value), value: point.lift.value },
      band: span(point.lift),
      seen: point.observed == null ? null : { text: figure(point.observed), value: point.observed },
      n: point.n == null ? null : { text: format.count(point.n), value: point.n },
      loss: point.loss ? { text: figure(-point.loss.value), value: -point.loss.value } : null,
      lossBand: point.loss ? span({ low: -point.loss.high, high: -point.loss.low }) : null,
    })),
  };
  return (
    <ChartFrame
      title={title}
      caption={t("curve.caption", {
        words,
        alpha: format.decimal(wear.alpha.value, 2),
        low: format.decimal(wear.alpha.low, 2),
        high: format.decimal(wear.alpha.high, 2),
        count: wear.clients,
      })}
      twin={twin}
      source={t("curve.source", { words })}
      height={HEIGHT}
      note={
        <>
          {t("curve.note", {
            share: format.percent(wear.alpha.value),
            alpha: format.decimal(wear.alpha.value, 2),
            low: format.decimal(wear.alpha.low, 2),
            high: format.decimal(wear.alpha.high, 2),
            count: wear.clients,
          })}{" "}
          {half.deliveries != null &&
            t("curve.half", {
              n: format.decimal(half.deliveries, 1),
              low: format.decimal(half.low, 1),
              high: half.high == null ? "∞" : format.decimal(half.high, 1),
            })}{" "}
          {habituation.loss_not_estimable && t("curve.noLoss")}
        </>
      }
    >
      {(width) => <Curve width={width} wear={wear} unit={unit} third={habituation.third_time} />}
    </ChartFrame>
  );
}

function Curve(props: { width: number; wear: Wear; unit: "steps" | "share"; third: number }) {
  const { width, wear, unit, third } = props;
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const nth = useNth();
  if (width === 0) return null;
  const points = wear.curve;
  const lossAt = points.flatMap((it) =>
    it.loss ? [{ nth: it.nth, value: -it.loss.value, low: -it.loss.high, high: -it.loss.low }] : [],
  );
  const ends = [
    0,
    ...points.flatMap((it) => [it.lift.low, it.lift.high, it.observed ?? 0, it.observed_high ?? 0]),
    ...lossAt.flatMap((it) => [it.low, it.high]),
  ];
  const last = points.at(-1)?.nth ?? 1;
  const x = scaleLinear([1, Math.max(last, 2)], [LEFT + 20, width - RIGHT - 16]);
  const y = scaleLinear([Math.min(...ends), Math.max(...ends)], [HEIGHT - BOTTOM, TOP]).nice(4);
  const band = area<{ nth: number; low: number; high: number }>(
    (it) => x(it.nth),
    (it) => y(it.low),
    (it) => y(it.high),
  ).curve(curveMonotoneX);
  const path = line<{ nth: number; value: number }>(
    (it) => x(it.nth),
    (it) => y(it.value),
  ).curve(curveMonotoneX);
  const lifts = points.map((it) => ({ nth: it.nth, value: it.lift.value, low: it.lift.low, high: it.lift.high }));
  const most = Math.max(...points.map((it) => it.n ?? 0), 1);
  // The words lie over the last points: above whatever reaches up there, and clear of the line of the third time.
  const above = Math.min(
    ...points
      .filter((it) => x(it.nth) > x(last) - WORDS)
      .map((it) => y(Math.max(it.lift.high, it.observed ?? 0, it.observed_high ?? 0))),
  );
  const tick = (value: number) =>
    unit === "share" ? format.percent(value) : format.signed(value, value % 1 === 0 ? 0 : 1);
  return (
    <Drawing width={width} height={HEIGHT}>
      {y.ticks(4).map((value) => (
        <g key={value}>
          <path d={`M${LEFT} ${y(value)}H${width - RIGHT}`} stroke={value === 0 ? "var(--edge)" : "var(--rule)"} />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {tick(value)}
          </text>
        </g>
      ))}
      {third <= last && (
        <>
          <path d={`M${x(third)} ${TOP - 6}V${HEIGHT - BOTTOM}`} stroke="var(--ok)" strokeDasharray="3 3" />
          <text x={x(third) + 6} y={TOP - 2} style={{ fill: "var(--ok)", fontWeight: 600 }}>
            {t("curve.third")}
          </text>
        </>
      )}
      <path d={band(lifts) ?? ""} fill="var(--loyal)" opacity="0.16" />
      <path d={path(lifts) ?? ""} fill="none" stroke="var(--loyal)" strokeWidth="2" />
      {lossAt.length > 0 && (
        <>
          <path d={band(lossAt) ?? ""} fill="var(--short)" opacity="0.12" />
          <path d={path(lossAt) ?? ""} fill="none" stroke="var(--short)" strokeWidth="2" strokeDasharray="6 4" />
          <text
            x={x(last)}
            y={Math.min(y(lossAt.at(-1)?.value ?? 0) + 18, HEIGHT - BOTTOM - 4)}
            textAnchor="end"
            style={{ fill: "var(--short)", fontWeight: 600 }}
          >
            ▼ {t("curve.stop")}
          </text>
        </>
      )}
      <text x={x(last)} y={above - 8} textAnchor="end" style={{ fill: "var(--loyal)", fontWeight: 600 }}>
        ▲ {t("curve.still")}
      </text>
      {points.map((it) => {
        if (it.observed == null) return null;
        const radius = 2.5 + 3.5 * Math.sqrt((it.n ?? 0) / most);
        return (
          <g key={it.nth}>
            {it.observed_low != null && it.observed_high != null && (
              <path
                d={`M${x(it.nth)} ${y(it.observed_low)}V${y(it.observed_high)}`}
                stroke="var(--loyal)"
                strokeWidth="1.25"
              />
            )}
            <circle cx={x(it.nth)} cy={y(it.observed)} r={radius} fill="var(--loyal)" />
          </g>
        );
      })}
      {points.map((it) => (
        <g key={it.nth}>
          <text x={x(it.nth)} y={HEIGHT - BOTTOM + 18} textAnchor="middle" className={styles.ink}>
            {nth(it.nth)}
          </text>
          {it.n != null && (
            <text x={x(it.nth)} y={HEIGHT - BOTTOM + 34} textAnchor="middle">
              {it.nth === 1 ? format.sample(it.n) : format.count(it.n)}
            </text>
          )}
        </g>
      ))}
    </Drawing>
  );
}
