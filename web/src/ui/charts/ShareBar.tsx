import type { BarPart } from "./DivergingBar";
import { HatchPattern, useDefId } from "./marks";

export interface StandingShares {
  readonly loyal: number;
  readonly satisfied: number;
  readonly dissatisfied: number;
  readonly unknown: number;
}

interface Props {
  readonly width: number;
  readonly height: number;
  readonly shares: StandingShares;
}

const PARTS: readonly [keyof StandingShares, BarPart["standing"] | "unknown"][] = [
  ["loyal", "loyal"],
  ["satisfied", "ok"],
  ["dissatisfied", "short"],
  ["unknown", "unknown"],
];

/** Where clients stand, as one bar of 100 %. Whoever wasn't asked is hatched, never left out. */
export function ShareBar({ width, height, shares }: Props) {
  const hatch = useDefId();
  const clip = useDefId();
  let from = 0;
  return (
    <svg width={width} height={height} aria-hidden="true">
      <defs>
        <HatchPattern id={hatch} />
        <clipPath id={clip}>
          <rect width={width} height={height} rx={3} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${clip})`}>
        {PARTS.map(([key, colour]) => {
          const x = from * width;
          from += shares[key];
          return (
            <rect
              key={key}
              x={x}
              width={Math.max(0, shares[key] * width - (colour === "unknown" ? 0 : 0.75))}
              height={height}
              fill={colour === "unknown" ? `url(#${hatch})` : `var(--${colour})`}
              opacity={colour === "ok" ? 0.78 : 1}
            />
          );
        })}
      </g>
    </svg>
  );
}
