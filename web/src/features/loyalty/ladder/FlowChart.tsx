import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { Drawing } from "../../../ui/charts/Drawing";
import { Segmented } from "../../../ui/Tabs";
import { layFlow, type Measure } from "./flow";
import styles from "./ladder.module.css";
import type { Ladder, Unit } from "./queries";
import { inkOf, RungWord } from "./RungWord";
import { RUNGS, type Rung } from "./rungs";
import { stretchName } from "./stretch";

const HEIGHT = 360;
const FOOT = 46;

type Props = { ladder: Ladder; unit: Unit; measure: Measure; onMeasure: (measure: Measure) => void };

/** Where clients stood and where they went: a ribbon has the colour of the standing at which it arrives. */
export function FlowChart({ ladder, unit, measure, onMeasure }: Props) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const hatch = useId();
  const { stretches, steps } = ladder;
  const name = (at: number) => {
    const stretch = stretches[at];
    return stretch ? stretchName(format.locale, stretch, at === stretches.length - 1, unit, t("flow.today")) : "";
  };
  const last = stretches.at(-1);
  const amount = (value: number) => format.count(Math.round(value));
  const word = (rung: Rung | null, none: string) => (rung ? t(`rung.${rung}`) : none);
  const left = steps.reduce(
    (sum, step) => sum + step.moves.filter((it) => it.to === null).reduce((all, it) => all + it.clients, 0),
    0,
  );
  return (
    <ChartFrame
      title={t("flow.title", { count: last?.clients ?? 0 })}
      caption={t("flow.caption", { rises: ladder.rises.count, slips: ladder.slips.count })}
      source={t("flow.source")}
      height={HEIGHT + FOOT}
      note={
        <>
          <span className={styles.legend}>
            {RUNGS.map((rung) => (
              <RungWord key={rung} rung={rung} size={10} />
            ))}
          </span>
          {t("flow.note")} {left > 0 && t("flow.left", { count: left })}{" "}
          {ladder.never_met > 0 && t("flow.neverMet", { count: ladder.never_met })}
        </>
      }
      actions={
        <Segmented
          label={t("flow.by")}
          items={[
            { key: "clients", label: t("flow.byClients") },
            { key: "worth", label: t("flow.byWorth") },
          ]}
          selected={measure}
          onSelect={onMeasure}
        />
      }
      twin={{
        columns: [
          { key: "step", label: t("flow.between") },
          { key: "from", label: t("flow.from") },
          { key: "to", label: t("flow.to") },
          { key: "clients", label: t("flow.byClients"), numeric: true },
          { key: "worth", label: t("flow.byWorth"), numeric: true },
        ],
        rows: steps.flatMap((step, at) =>
          step.moves.map((move) => ({
            step: `${name(at)} → ${name(at + 1)}`,
            from: word(move.from, t("flow.came")),
            to: word(move.to, t("flow.gone")),
            clients: { text: format.count(move.clients), value: move.clients },
            worth: { text: amount(move.worth), value: move.worth },
          })),
        ),
      }}
    >
      {(width) => {
        const narrow = width < 560;
        const frame = { width, height: HEIGHT, left: narrow ? 22 : 104, right: narrow ? 8 : 84, bar: narrow ? 30 : 36 };
        const { columns, ribbons } = layFlow(stretches, steps, measure, frame);
        const end = columns.at(-1);
        return (
          <Drawing width={width} height={HEIGHT + FOOT}>
            <defs>
              <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" fill="var(--unknown-soft)" />
                <path d="M0 0V6" stroke="var(--unknown)" strokeWidth="1.4" />
              </pattern>
            </defs>
            <g transform="translate(0 10)">
              {ribbons.map((it) => (
                <path
                  key={`${it.column} ${it.from} ${it.to}`}
                  d={it.path}
                  fill={inkOf[it.to]}
                  opacity={it.stays ? 0.13 : 0.5}
                >
                  <title>
                    {t("flow.moved", {
                      count: it.clients,
                      from: t(`rung.${it.from}`),
                      to: t(`rung.${it.to}`),
                    })}
                  </title>
                </path>
              ))}
              {columns.map((column, at) => (
                <g key={stretches[at]?.label ?? at}>
                  {column.nodes.map((node) => {
                    if (node.value === 0) return null;
                    const inside = node.height >= 18;
                    const unknown = node.rung === "unknown";
                    return (
                      <g key={node.rung}>
                        <rect
                          x={column.x}
                          y={node.y}
                          width={frame.bar}
                          height={Math.max(node.height, 1.5)}
                          rx={2}
                          fill={unknown ? `url(#${hatch})` : inkOf[node.rung]}
                        />
                        <text
                          x={column.x + frame.bar / 2}
                          y={inside ? node.y + node.height / 2 + 5 : node.y - 3}
                          textAnchor="middle"
                          className={styles.value}
                          data-on={inside && !unknown ? "bar" : undefined}
                          data-plate={inside && unknown ? true : undefined}
                        >
                          {amount(node.value)}
                        </text>
                      </g>
                    );
                  })}
                </g>
              ))}
              {!narrow &&
                columns[0]?.nodes.map((node) =>
                  // A standing that nobody had at first has its name there too, for the columns after it.
                  columns.every(({ nodes }) => nodes.every((it) => it.rung !== node.rung || it.value === 0)) ? null : (
                    <text key={node.rung} x={frame.left - 10} y={node.y + node.height / 2 + 5} textAnchor="end">
                      {t(`rung.${node.rung}`)}
                    </text>
                  ),
                )}
              {!narrow &&
                end &&
                last &&
                end.nodes.map((node) => {
                  const share = last.rungs.find((it) => it.rung === node.rung)?.share;
                  if (!share || share.share === null || node.value === 0) return null;
                  const y = node.y + node.height / 2;
                  return (
                    <text key={node.rung} x={end.x + frame.bar + 10} y={y}>
                      <tspan className={styles.strong}>{format.percent(share.share)}</tspan>
                      {share.interval && (
                        <tspan x={end.x + frame.bar + 10} dy={15} className={styles.tick}>
                          {format.decimal(share.interval.low * 100, 0)}–{format.decimal(share.interval.high * 100, 0)}
                        </tspan>
                      )}
                    </text>
                  );
                })}
            </g>
            {columns.map((column, at) => (
              <text
                key={stretches[at]?.label ?? at}
                x={column.x + frame.bar / 2}
                y={HEIGHT + 30}
                textAnchor={at === 0 && narrow ? "start" : at === columns.length - 1 && narrow ? "end" : "middle"}
                dx={at === 0 && narrow ? -frame.bar / 2 : at === columns.length - 1 && narrow ? frame.bar / 2 : 0}
              >
                {name(at)}
              </text>
            ))}
            {!narrow &&
              steps.map((step, at) => {
                const [a, b] = [columns[at], columns[at + 1]];
                if (!a || !b) return null;
                const x = (a.x + b.x + frame.bar) / 2;
                return (
                  <g key={stretches[at]?.label ?? at} className={styles.counts}>
                    <path d={`M${x - 34} ${HEIGHT + 30}l5 -10 5 10z`} fill="var(--loyal)" />
                    <text x={x - 20} y={HEIGHT + 30} data-ink="loyal">
                      {format.count(step.rises.count)}
                    </text>
                    <circle cx={x + 10} cy={HEIGHT + 25} r={4} fill="none" stroke="var(--ok)" strokeWidth={2.2} />
                    <text x={x + 19} y={HEIGHT + 30} data-ink="ok">
                      {format.count(step.slips.count)}
                    </text>
                  </g>
                );
              })}
          </Drawing>
        );
      }}
    </ChartFrame>
  );
}
