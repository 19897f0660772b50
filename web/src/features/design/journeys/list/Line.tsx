import { type Point, runsOf, softLine, yOf } from "../layout";

const small = { height: 56, pad: 8 };

/** A journey's designed feelings as a line small enough for a list. */
export function Line({
  line,
  width = 240,
  label,
}: {
  line: readonly (number | null)[];
  width?: number;
  label: string;
}) {
  const step = width / Math.max(1, line.length);
  const at = (index: number) => (index + 0.5) * step;
  const runs = runsOf(
    line.map((feeling, index): Point | null => (feeling === null ? null : { x: at(index), y: yOf(feeling, small) })),
  );
  return (
    <svg width={width} height={small.height} role="img" aria-label={label}>
      <path d={`M0 ${yOf(0, small)}H${width}`} stroke="var(--unknown)" strokeOpacity={0.6} />
      {runs.map(({ from, items }) => (
        <g key={from}>
          <path d={softLine(items)} fill="none" stroke="var(--ink)" strokeWidth={1.75} />
          {items.map((point) => (
            <circle key={point.x} cx={point.x} cy={point.y} r={2.5} fill="var(--ink)" />
          ))}
        </g>
      ))}
    </svg>
  );
}
