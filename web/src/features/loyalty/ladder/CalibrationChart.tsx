import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { Drawing } from "../../../ui/charts/Drawing";
import styles from "./ladder.module.css";
import type { Calibration } from "./queries";
import { inkOf } from "./RungWord";
import { RUNGS } from "./rungs";

const ROW = 34;
const LEFT = 108;
const RIGHT = 96;

/** Whether the ladder predicts who stays: by where clients stood a month before they renewed or left. */
export function CalibrationChart({ calibration }: { calibration: Calibration }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const { auc, verdict, contrasts } = calibration;
  const rows = RUNGS.map((rung) => calibration.rows.find((it) => it.rung === rung)).filter((it) => it !== undefined);
  const height = rows.length * ROW + 26;
  return (
    <ChartFrame
      title={t(`proof.${verdict}`)}
      caption={t("proof.caption")}
      source={t("proof.source")}
      height={height}
      note={
        <>
          {auc
            ? t("proof.auc", {
                value: format.decimal(auc.value, 2),
                low: format.decimal(auc.interval.low, 2),
                high: format.decimal(auc.interval.high, 2),
                stayed: format.count(auc.stayed),
                left: format.count(auc.left),
              })
            : t("proof.noAuc")}{" "}
          {contrasts.map((it) => (
            <span key={it.above}>
              {t("proof.contrast", {
                above: t(`rung.${it.above}`),
                below: t(`rung.${it.below}`),
                points: format.signed(it.difference.difference * 100, 0),
                low: format.signed(it.difference.interval.low * 100, 0),
                high: format.signed(it.difference.interval.high * 100, 0),
              })}{" "}
              {it.p < 0.05 ? t("proof.told") : t("proof.notTold")}{" "}
            </span>
          ))}
          {t("proof.note", { days: calibration.lead_days })}
        </>
      }
      twin={{
        columns: [
          { key: "rung", label: t("proof.stood") },
          { key: "stayed", label: t("proof.stayed"), numeric: true },
          { key: "interval", label: t("interval") },
          { key: "renewed", label: t("proof.renewed"), numeric: true },
          { key: "left", label: t("proof.left"), numeric: true },
        ],
        rows: rows.map((row) => ({
          rung: t(`rung.${row.rung}`),
          stayed:
            row.stayed.share === null
              ? t("unknown")
              : { text: format.percent(row.stayed.share, 1), value: row.stayed.share },
          interval: row.stayed.interval
            ? format.range(row.stayed.interval.low, row.stayed.interval.high, "share")
            : null,
          renewed: { text: format.count(row.stayed.count), value: row.stayed.count },
          left: { text: format.count(row.left), value: row.left },
        })),
      }}
    >
      {(width) => {
        const x = scaleLinear([0, 1], [LEFT, Math.max(LEFT + 60, width - RIGHT)]);
        return (
          <Drawing width={width} height={height}>
            {(width < 420 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]).map((tick) => (
              <g key={tick}>
                <path d={`M${x(tick)} 0V${height - 22}`} stroke="var(--rule)" />
                <text x={x(tick)} y={height - 6} textAnchor="middle" className={styles.tick}>
                  {format.percent(tick)}
                </text>
              </g>
            ))}
            {rows.map((row, at) => {
              const y = at * ROW + 20;
              const { share, interval, n } = row.stayed;
              const dashed = n < 5;
              return (
                <g key={row.rung}>
                  <text x={0} y={y + 4}>
                    {t(`rung.${row.rung}`)}
                  </text>
                  {share === null ? (
                    <text x={x(0) + 8} y={y + 4} className={`${styles.tick} ${styles.plate}`}>
                      {t("rates.nobody")}
                    </text>
                  ) : (
                    <>
                      {interval && (
                        <path
                          d={`M${x(interval.low)} ${y}H${x(interval.high)}`}
                          stroke={inkOf[row.rung]}
                          strokeWidth={4}
                          strokeDasharray={dashed ? "4 3" : undefined}
                          opacity={0.45}
                        />
                      )}
                      <circle
                        cx={x(share)}
                        cy={y}
                        r={Math.min(3 + Math.sqrt(n) / 5, 8)}
                        fill={row.rung === "satisfied" || row.rung === "unknown" ? "var(--paper)" : inkOf[row.rung]}
                        stroke={inkOf[row.rung]}
                        strokeWidth={2.2}
                        strokeDasharray={row.rung === "unknown" ? "2 2" : undefined}
                      />
                      <text x={width} y={y + 4} textAnchor="end">
                        <tspan className={styles.strong}>{format.percent(share)}</tspan>
                        <tspan dx={6} className={styles.tick}>
                          {format.sample(n)}
                        </tspan>
                      </text>
                    </>
                  )}
                </g>
              );
            })}
          </Drawing>
        );
      }}
    </ChartFrame>
  );
}
