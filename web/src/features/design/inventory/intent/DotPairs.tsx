import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Drawing } from "../../../../ui/charts/Drawing";
import type { Intention } from "../types";

const ROW = 28;
const HEAD = 28;
const FOOT = 8;

export function pairsHeight(rows: number): number {
  return HEAD + rows * ROW + FOOT;
}

interface Props {
  readonly rows: readonly Intention[];
  readonly width: number;
  readonly label: string;
}

/**
 * Two dots a line from 0 to 5: full for ours, a ring for the industry's, dashed where it is only assumed.
 * The line between them is the difference.
 */
export function DotPairs({ rows, width, label }: Props) {
  const { t } = useTranslation("design/inventory");
  const format = useFormat();
  const names = Math.round(Math.min(260, Math.max(110, width * 0.34)));
  const end = 44;
  const span = Math.max(60, width - names - end - 16);
  const x = (value: number) => names + 8 + (value / 5) * span;
  const height = pairsHeight(rows.length);
  const longest = Math.floor(names / 7);
  return (
    <Drawing width={width} height={height} label={label}>
      {[0, 1, 2, 3, 4, 5].map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={HEAD - 4} y2={height - FOOT} stroke="var(--rule)" strokeWidth={1} />
          <text x={x(tick)} y={14} textAnchor="middle" fontSize={12} fill="var(--soft)">
            {tick}
          </text>
        </g>
      ))}
      <text x={width} y={14} textAnchor="end" fontSize={12} fill="var(--soft)">
        {t("intent.weight")}
      </text>
      {rows.map((row, at) => {
        const y = HEAD + at * ROW + ROW / 2;
        const { ours, industry } = row;
        const name = row.label.length > longest ? `${row.label.slice(0, longest - 1)}…` : row.label;
        return (
          <g key={row.id}>
            <title>
              {t("intent.point", {
                label: row.label,
                ours: ours === null ? t("intent.unknown") : format.decimal(ours, 1),
                industry: industry === null ? t("intent.unknown") : format.decimal(industry, 1),
              })}
            </title>
            <text x={0} y={y + 4} fontSize={14} fill="var(--ink)">
              {name}
            </text>
            {ours !== null && industry !== null && (
              <line
                x1={x(industry)}
                x2={x(ours)}
                y1={y}
                y2={y}
                stroke="var(--fig)"
                strokeWidth={2}
                strokeOpacity={0.5}
              />
            )}
            {industry !== null && (
              <circle
                cx={x(industry)}
                cy={y}
                r={5}
                fill="var(--page)"
                stroke="var(--mark)"
                strokeWidth={1.6}
                {...(row.industry_from === "assumed" ? { strokeDasharray: "2.2 2" } : {})}
              />
            )}
            {ours !== null && <circle cx={x(ours)} cy={y} r={5} fill="var(--accent)" />}
            <text x={width} y={y + 4} textAnchor="end" fontSize={12} fill="var(--soft)">
              {row.over_manage === null ? "–" : format.signed(row.over_manage, 0)}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}
