import { area, line } from "d3-shape";
import { type Estimate, type Measured, measured } from "./estimate";

interface Props {
  readonly points: readonly { readonly label: string; readonly estimate: Estimate }[];
  /** How much of the scale the height stands for: the same for all small lines of a table. */
  readonly span: number;
  readonly width?: number;
  readonly height?: number;
  readonly label: string;
}

/** A line small enough for a table row, with its band. Its numbers stand in the row's table twin. */
export function Sparkline({ points, span, width = 80, height = 28, label }: Props) {
  const known = points.flatMap(({ estimate }, index) => {
    const value = measured(estimate);
    return value ? [{ index, value, badge: estimate.badge }] : [];
  });
  const last = known.at(-1);
  if (!last) return null;
  const centre = (Math.max(...known.map((p) => p.value.value)) + Math.min(...known.map((p) => p.value.value))) / 2;
  const x = (index: number) => 3 + (points.length < 2 ? width - 6 : (index / (points.length - 1)) * (width - 6));
  const y = (value: number) => {
    const at = height / 2 - ((value - centre) / span) * (height - 6);
    return Math.max(0, Math.min(height, at));
  };
  const band = area<{ index: number; value: Measured }>()
    .x((p) => x(p.index))
    .y0((p) => y(p.value.low))
    .y1((p) => y(p.value.high));
  const path = line<{ index: number; value: Measured }>()
    .x((p) => x(p.index))
    .y((p) => y(p.value.value));
  const lone = known.length === 1;
  const solid = last.badge === "sound" && !lone;
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      {lone ? (
        <path d={`M3 ${y(last.value.value)}H${x(last.index) - 4}`} stroke="var(--unknown)" strokeDasharray="2 3" />
      ) : (
        <>
          <path d={band(known) ?? undefined} fill="var(--soft)" opacity={0.16} />
          <path
            d={path(known) ?? undefined}
            fill="none"
            stroke="var(--soft)"
            strokeWidth={1.5}
            strokeLinejoin="round"
          />
        </>
      )}
      <circle
        cx={x(last.index)}
        cy={y(last.value.value)}
        r={2.5}
        fill={solid ? "var(--ink)" : "var(--page)"}
        stroke={solid ? "var(--ink)" : "var(--unknown)"}
        strokeWidth={1.5}
      />
    </svg>
  );
}
