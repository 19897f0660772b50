import { useId } from "react";
import type { Tone } from "./estimate";

/** An id for `url(#…)`: React's own hold signs that a CSS url doesn't take. */
export function useDefId(): string {
  return `p${useId().replace(/[^\w-]/g, "")}`;
}

/** Unknown is hatched, everywhere and nothing else is. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M1 0V6" stroke="var(--unknown)" strokeOpacity={0.55} strokeWidth={2} />
    </pattern>
  );
}

export function colourOf(tone: Tone): string {
  switch (tone) {
    case "short":
      return "var(--short)";
    case "expected":
      return "var(--ok)";
    case "plain":
      return "var(--ink)";
    case "indicative":
    case "few":
    case "unknown":
    case "hidden":
      return "var(--unknown)";
  }
}

interface WhiskerProps {
  readonly x: number;
  readonly low: number;
  readonly high: number;
  readonly y: number;
  readonly radius: number;
  readonly tone: Tone;
  readonly cutLow?: boolean;
  readonly cutHigh?: boolean;
  /** What an outlined point is filled with: the ground it stands on. */
  readonly ground?: string;
}

/**
 * A point with its interval. Solid: the whole interval is short. Outlined: it is not.
 * Dashed: too few answers to rely on. An arrow instead of a cap: the interval goes on beyond the axis.
 */
export function Whisker({
  x,
  low,
  high,
  y,
  radius,
  tone,
  cutLow = false,
  cutHigh = false,
  ground = "var(--paper)",
}: WhiskerProps) {
  const indicative = tone === "indicative";
  const line = indicative ? "var(--unknown)" : "var(--ink)";
  // A cap on or beside the point would only blur it.
  const cap = (at: number, cut: boolean, way: 1 | -1) =>
    Math.abs(at - x) < radius + 1.5
      ? ""
      : cut
        ? `M${at - way * 4} ${y - 3.5}L${at} ${y}L${at - way * 4} ${y + 3.5}`
        : `M${at} ${y - 4}v8`;
  const solid = tone === "short" || tone === "plain";
  return (
    <>
      <path
        d={`M${low} ${y}H${high}`}
        fill="none"
        stroke={line}
        strokeWidth={1.25}
        strokeDasharray={indicative ? "3 2" : undefined}
      />
      <path d={cap(low, cutLow, -1) + cap(high, cutHigh, 1)} fill="none" stroke={line} strokeWidth={1.25} />
      <circle
        cx={x}
        cy={y}
        r={radius}
        fill={solid ? colourOf(tone) : ground}
        stroke={colourOf(tone)}
        strokeWidth={solid ? 1 : 2}
      />
    </>
  );
}

/** The line of "as expected": a little stronger than a grid line, because everything is read against it. */
export function ExpectedLine({ x, top, bottom }: { x: number; top: number; bottom: number }) {
  return <path d={`M${x} ${top}V${bottom}`} stroke="var(--unknown)" strokeOpacity={0.75} strokeWidth={1.5} />;
}

export function GridLine({ x, top, bottom }: { x: number; top: number; bottom: number }) {
  return <path d={`M${x} ${top}V${bottom}`} stroke="var(--rule)" />;
}

/** The rectangle that stands where a number would, had anybody asked. */
export function HatchBar({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const id = useDefId();
  return (
    <>
      <defs>
        <HatchPattern id={id} />
      </defs>
      <rect x={x} y={y} width={Math.max(0, width)} height={height} rx={2} fill={`url(#${id})`} />
    </>
  );
}
