import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { Drawing } from "../../../ui/charts/Drawing";
import { HatchPattern, useDefId } from "../../../ui/charts/marks";
import styles from "./iceberg/iceberg.module.css";
import type { Iceberg, Layer } from "./queries";

const PARTS = ["fresh", "stale", "stated", "assumed"] as const;
/** On a wide screen it fills the room beside the measures. */
const rowOf = (width: number) => (width < 560 ? 76 : 112);

/** The firm's iceberg: one bar a depth, as wide as what lies there, filled by how well we know it. */
export function FirmIce({ iceberg }: { iceberg: Iceberg }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const cells = [1, 2, 3].map(
    (depth): Layer =>
      iceberg.layers.find((cell) => cell.depth === depth) ?? { depth, fresh: 0, stale: 0, stated: 0, assumed: 0 },
  );
  const sumOf = (cell: Layer) => cell.fresh + cell.stale + cell.stated + cell.assumed;
  const most = Math.max(1, ...cells.map(sumOf));
  const all = cells.reduce((sum, cell) => sum + sumOf(cell), 0);
  const below = all - sumOf(cells[0] as Layer);
  return (
    <ChartFrame
      title={t("firm.title", { below: format.count(below), all: format.count(all) })}
      caption={t("firm.caption", { below, all })}
      source={t("firm.source")}
      height={(width) => rowOf(width) * 3 + 8}
      twin={{
        columns: [
          { key: "depth", label: t("table.depth") },
          ...PARTS.map((key) => ({ key, label: t(`knownWord.${key}`), numeric: true })),
          { key: "all", label: t("firm.all"), numeric: true },
        ],
        rows: cells.map((cell) => ({
          depth: t(`depth.${cell.depth as 1 | 2 | 3}`),
          ...Object.fromEntries(
            PARTS.map((key) => [key, { text: format.count(cell[key]), value: cell[key] }] as const),
          ),
          all: { text: format.count(sumOf(cell)), value: sumOf(cell) },
        })),
      }}
    >
      {(width) => {
        const room = width - 8;
        const ROW = rowOf(width);
        const HEIGHT = ROW * 3 + 8;
        return (
          <>
            <Drawing width={width} height={HEIGHT}>
              <rect x={0} y={ROW} width={width} height={HEIGHT - ROW} fill="var(--well)" fillOpacity={0.55} />
              <path d={`M0 ${ROW}H${width}`} stroke="var(--soft)" strokeWidth={1.5} />
              <text x={width} y={ROW - 6} textAnchor="end" className={styles.faint}>
                {t("iceberg.waterline")}
              </text>
              {cells.map((cell, at) => {
                const wide = (sumOf(cell) / most) * room;
                let x = (width - wide) / 2;
                const y = at * ROW + 30;
                return (
                  <g key={cell.depth}>
                    <text x={4} y={at * ROW + 20} className={styles.band}>
                      {t(`depth.${cell.depth as 1 | 2 | 3}`)}
                      <tspan dx={6} className={styles.faint}>
                        {format.count(sumOf(cell))}
                      </tspan>
                    </text>
                    {PARTS.map((part) => {
                      const size = sumOf(cell) === 0 ? 0 : (cell[part] / sumOf(cell)) * wide;
                      const from = x;
                      x += size;
                      return size > 0 ? (
                        <Part key={part} part={part} x={from} y={y} width={Math.max(1, size - 1)} height={ROW - 48} />
                      ) : null;
                    })}
                  </g>
                );
              })}
            </Drawing>
            <p className={styles.key} data-even="">
              {PARTS.map((part) => (
                <span key={part}>
                  <svg width={16} height={12} aria-hidden="true">
                    <Part part={part} x={1} y={1} width={14} height={10} />
                  </svg>
                  {t(`known.${part}`, { n: format.count(cells.reduce((sum, cell) => sum + cell[part], 0)) })}
                </span>
              ))}
            </p>
          </>
        );
      }}
    </ChartFrame>
  );
}

type PartProps = { part: (typeof PARTS)[number]; x: number; y: number; width: number; height: number };

/** Solid, dashed, hatched, outlined: the same words as in one client's iceberg. */
function Part({ part, x, y, width, height }: PartProps) {
  const hatch = useDefId();
  if (part === "fresh") return <rect x={x} y={y} width={width} height={height} rx={2} fill="var(--soft)" />;
  if (part === "stated") {
    return (
      <>
        <defs>
          <HatchPattern id={hatch} />
        </defs>
        <rect x={x} y={y} width={width} height={height} rx={2} fill={`url(#${hatch})`} stroke="var(--mark)" />
      </>
    );
  }
  return (
    <rect
      x={x + 0.75}
      y={y + 0.75}
      width={Math.max(1, width - 1.5)}
      height={height - 1.5}
      rx={2}
      fill={part === "stale" ? "var(--unknown-soft)" : "var(--paper)"}
      stroke={part === "stale" ? "var(--soft)" : "var(--mark)"}
      strokeWidth={1.5}
      strokeDasharray={part === "stale" ? "4 3" : undefined}
    />
  );
}
