import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWidth } from "../../../ui/charts/useWidth";
import { bandsOf, placesOf } from "./compare";
import styles from "./compare.module.css";
import { FEELINGS } from "./document";
import { asideOf, type Point, runsOf, softBand, softLine, yOf } from "./layout";
import type { Audience, Dimensions, Journey, Lived, Stage } from "./queries";
import { LivedSign } from "./sheet/FeelingLines";
import { TwinTable } from "./TwinTable";
import { whoWords } from "./WhoChip";

type Props = {
  journeys: readonly Journey[];
  lived: ReadonlyMap<string, Lived>;
  stages: readonly Stage[];
  audiences: readonly Audience[];
  dimensions: Dimensions | undefined;
  signed: (value: number, digits: number) => string;
  sample: (n: number) => string;
};

/** Narrower columns could not hold the name of a step. */
const LEAST = 84;
const HEADS = 176;
const lane = { height: 184, pad: 26 };

/** One line a journey, all under the same stages, so that audiences can be read against each other. */
export function CompareSheet({ journeys, lived, stages, audiences, dimensions, signed, sample }: Props) {
  const { t } = useTranslation("design/journeys");
  const bands = bandsOf(
    journeys.map((one) => one.document.steps),
    stages,
  );
  const [room, roomWidth] = useWidth<HTMLDivElement>();
  const column = Math.max(LEAST, Math.min(160, Math.floor((roomWidth - HEADS - 2) / Math.max(1, bands.total))));
  const width = bands.total * column;
  return (
    <div ref={room}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t("compare.name")}>
        <div className={styles.sheet} style={{ gridTemplateColumns: `${HEADS}px ${width}px` }}>
          <div className={styles.corner} />
          <div className={styles.stages}>
            {bands.stages.map((band) => (
              <b key={band.key} style={{ width: band.many * column }}>
                {band.label}
              </b>
            ))}
          </div>
          {journeys.map((journey) => {
            const { steps, name } = journey.document;
            const places = placesOf(steps, bands).map((place) => place * column);
            const felt = new Map((lived.get(journey.id)?.steps ?? []).map((step) => [step.step, step]));
            const wanted = runsOf(
              steps.map((step, at): Point | null =>
                step.feeling === null ? null : { x: places[at] ?? 0, y: yOf(step.feeling, lane) },
              ),
            );
            const heard = runsOf(
              steps.map((step, at) => {
                const one = felt.get(step.id);
                const value = one?.estimate.value ?? null;
                if (!one || value === null) return null;
                return {
                  one,
                  x: (places[at] ?? 0) + asideOf(value, step.feeling),
                  y: yOf(value, lane),
                  high: yOf(one.estimate.high ?? value, lane),
                  low: yOf(one.estimate.low ?? value, lane),
                };
              }),
            );
            return (
              <div key={journey.id} className={styles.row}>
                <div className={styles.head}>
                  <Link to="/journeys/$id" params={{ id: journey.id }}>
                    {name}
                  </Link>
                  <small>{whoWords(journey.document, audiences, dimensions) ?? t("who.everybody")}</small>
                </div>
                <div className={styles.lane}>
                  <svg width={width} height={lane.height} aria-hidden="true">
                    {FEELINGS.map((level) => (
                      <path
                        key={level}
                        d={`M0 ${yOf(level, lane)}H${width}`}
                        stroke={level === 0 ? "var(--unknown)" : "var(--rule)"}
                        fill="none"
                      />
                    ))}
                    {bands.stages.map((band) => (
                      <path
                        key={band.key}
                        d={`M${band.from * column} 0V${lane.height}`}
                        stroke="var(--edge)"
                        fill="none"
                      />
                    ))}
                    {heard
                      .filter(({ items }) => items.length > 1)
                      .map(({ from, items }) => (
                        <g key={from}>
                          <path
                            d={softBand(
                              items.map((item) => ({ x: item.x, y: item.high })),
                              items.map((item) => ({ x: item.x, y: item.low })),
                            )}
                            fill="var(--fig)"
                            fillOpacity={0.16}
                          />
                          <path
                            d={softLine(items)}
                            fill="none"
                            stroke="var(--fig)"
                            strokeWidth={2}
                            strokeDasharray="5 3"
                          />
                        </g>
                      ))}
                    {wanted.map(({ from, items }) => (
                      <path key={from} d={softLine(items)} fill="none" stroke="var(--ink)" strokeWidth={2} />
                    ))}
                    {steps.map((step, at) =>
                      step.feeling === null ? null : step.moment_of_truth ? (
                        <path
                          key={step.id}
                          d={`M${places[at]} ${yOf(step.feeling, lane) - 8}l8 8-8 8-8-8z`}
                          fill="var(--ink)"
                        />
                      ) : (
                        <circle
                          key={step.id}
                          cx={places[at]}
                          cy={yOf(step.feeling, lane)}
                          r={5.5}
                          fill="var(--paper)"
                          stroke="var(--ink)"
                          strokeWidth={2}
                        />
                      ),
                    )}
                    {heard.flatMap(({ items }) =>
                      items.map((item) => (
                        <g key={item.one.step}>
                          <path d={`M${item.x} ${item.high}V${item.low}`} stroke="var(--fig)" strokeWidth={1.25} />
                          <LivedSign x={item.x} y={item.y} verdict={item.one.verdict} />
                          <text x={item.x + 9} y={item.y + 4} className={styles.figure}>
                            {signed(item.one.estimate.value ?? 0, 1)}
                            <tspan x={item.x + 9} dy={12} className={styles.n}>
                              {sample(item.one.estimate.n)}
                            </tspan>
                          </text>
                        </g>
                      )),
                    )}
                  </svg>
                  <ol className={styles.labels} aria-label={t("sheet.steps")}>
                    {steps.map((step, at) => (
                      <li key={step.id} style={{ left: (places[at] ?? 0) - column / 2 + 4, width: column - 8 }}>
                        {step.label}
                      </li>
                    ))}
                  </ol>
                </div>
              </div>
            );
          })}
        </div>
      </section>
      <details className={styles.twin}>
        <summary>{t("compare.tables")}</summary>
        {journeys.map((journey) => (
          <div key={journey.id}>
            <h2>{journey.document.name}</h2>
            <TwinTable
              document={journey.document}
              lived={new Map((lived.get(journey.id)?.steps ?? []).map((step) => [step.step, step]))}
              inventory={{ stages, channels: [], spots: [] }}
            />
          </div>
        ))}
      </details>
    </div>
  );
}
