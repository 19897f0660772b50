import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { FEELINGS } from "../document";
import { asideOf, lane, type Point, runsOf, softBand, softLine, yOf } from "../layout";
import type { JourneyStep, LivedStep } from "../queries";
import { reasonWord } from "../words";
import styles from "./sheet.module.css";

type Props = {
  steps: readonly JourneyStep[];
  lived: ReadonlyMap<string, LivedStep>;
  /** Width of a step's column. */
  width: number;
};

/** The to-be line over the as-is line with its band. For eyes; the points and the table say it to readers. */
export function FeelingLines({ steps, lived, width }: Props) {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const x = (at: number) => (at + 0.5) * width;
  const wanted = runsOf(
    steps.map((step, at): Point | null => (step.feeling === null ? null : { x: x(at), y: yOf(step.feeling) })),
  );
  const heard = runsOf(
    steps.map((step, at) => {
      const felt = lived.get(step.id);
      const { value, low, high } = felt?.estimate ?? { value: null, low: null, high: null };
      if (!felt || value === null) return null;
      return {
        felt,
        at,
        x: x(at) + asideOf(value, step.feeling),
        y: yOf(value),
        low: yOf(low ?? value),
        high: yOf(high ?? value),
      };
    }),
  );
  const total = steps.length * width;
  return (
    <svg width={total} height={lane.height} className={styles.lines} aria-hidden="true">
      {FEELINGS.map((level) => (
        <path
          key={level}
          d={`M0 ${yOf(level)}H${total}`}
          className={styles.gridLine}
          data-expected={level === 0 || undefined}
        />
      ))}
      {heard.map(({ from, items }) => (
        <g key={from}>
          {items.length > 1 ? (
            <>
              <path
                className={styles.band}
                d={softBand(
                  items.map((item) => ({ x: item.x, y: item.high })),
                  items.map((item) => ({ x: item.x, y: item.low })),
                )}
              />
              <path className={styles.asIs} d={softLine(items)} />
            </>
          ) : null}
        </g>
      ))}
      {wanted.map(({ from, items }) => (
        <path key={from} className={styles.toBe} d={softLine(items)} />
      ))}
      {heard.flatMap(({ items }) =>
        items.map((item) => (
          <g key={item.felt.step}>
            <path className={styles.whisker} d={`M${item.x} ${item.high}V${item.low}`} />
            <LivedSign x={item.x} y={item.y} verdict={item.felt.verdict} />
            <Figures
              x={item.x + 6}
              y={placeOf(item.y, steps[item.at]?.feeling ?? null, width < 132)}
              value={format.signed(item.felt.estimate.value ?? 0, 1)}
              n={format.sample(item.felt.estimate.n)}
              narrow={width < 132}
            />
          </g>
        )),
      )}
      {steps.map((step, at) => {
        const felt = lived.get(step.id);
        const why = felt && felt.estimate.value === null ? reasonWord(t, felt.reason) : null;
        if (!why) return null;
        return (
          <text key={step.id} className={styles.silent} x={x(at)} y={lane.height - 8}>
            {why}
          </text>
        );
      })}
    </svg>
  );
}

/** Away from the point that was designed, so that the two never stand on each other. */
function placeOf(y: number, designed: number | null, twoLines: boolean): number {
  if (designed === null || yOf(designed) <= y + 1) return y + 18;
  return y - (twoLines ? 22 : 9);
}

function Figures({ x, y, value, n, narrow }: { x: number; y: number; value: string; n: string; narrow: boolean }) {
  return (
    <text x={x} y={y} className={styles.figures}>
      <tspan fontWeight={600}>{value}</tspan>
      <tspan className={styles.figuresN} {...(narrow ? { x, dy: 13 } : { dx: 5 })}>
        {n}
      </tspan>
    </text>
  );
}

/** ▼ short, ○ as designed, ▲ beyond; dashed where too little is known. */
export function LivedSign({ x, y, verdict }: { x: number; y: number; verdict: LivedStep["verdict"] }) {
  switch (verdict) {
    case "short":
      return <path d={`M${x - 6} ${y - 4.5}h12L${x} ${y + 6}z`} fill="var(--short)" />;
    case "beyond":
      return <path d={`M${x - 6} ${y + 4.5}h12L${x} ${y - 6}z`} fill="var(--loyal)" />;
    case "as_designed":
      return <circle cx={x} cy={y} r={4.5} fill="var(--paper)" stroke="var(--ok)" strokeWidth={2.2} />;
    case "unknown":
      return (
        <circle
          cx={x}
          cy={y}
          r={4.5}
          fill="var(--paper)"
          stroke="var(--unknown)"
          strokeWidth={1.4}
          strokeDasharray="2 2"
        />
      );
  }
}
