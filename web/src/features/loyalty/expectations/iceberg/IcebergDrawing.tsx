import { Drawing } from "../../../../ui/charts/Drawing";
import { type Known, METS, type Met } from "../state";
import styles from "./iceberg.module.css";
import { cut, type Ice, type Layout, type Placed, type Point } from "./layout";

export type IceWords = {
  label: string;
  depths: Record<1 | 2 | 3, string>;
  waterline: string;
  more: (count: number) => string;
};

export type IceFacts = Ice & { known: Known; met: Met; metWords: string };

type Props = {
  layout: Layout;
  facts: ReadonlyMap<string, IceFacts>;
  words: IceWords;
  onOpen?: ((id: string) => void) | undefined;
};

/** What one client expects: a little above the waterline, the most below it. */
export function IcebergDrawing({ layout, facts, words, onOpen }: Props) {
  const { width, height, waterline, bands } = layout;
  return (
    <Drawing width={width} height={height} label={words.label}>
      <rect x={0} y={waterline} width={width} height={height - waterline} fill="var(--well)" fillOpacity={0.55} />
      <path d={closed(layout.above)} className={styles.ice} />
      <path d={closed(layout.below)} className={styles.ice} />
      {bands.slice(2).map((band) => (
        <path key={band.depth} d={`M0 ${band.top}H${width}`} stroke="var(--edge)" strokeDasharray="2 4" />
      ))}
      <path d={`M0 ${waterline}H${width}`} stroke="var(--soft)" strokeWidth={1.5} />
      <text x={width} y={waterline - 6} textAnchor="end" className={styles.faint}>
        {words.waterline}
      </text>
      {bands.map((band) => (
        <text key={band.depth} x={layout.narrow ? 96 : 4} y={band.top + 18} className={styles.band}>
          {words.depths[band.depth as 1 | 2 | 3]}
          <tspan dx={6} className={styles.faint}>
            {band.all}
          </tspan>
          {band.all > band.shown && (
            <tspan dx={8} className={styles.faint}>
              {words.more(band.all - band.shown)}
            </tspan>
          )}
        </text>
      ))}
      {layout.items.map((item) => {
        const fact = facts.get(item.id);
        return fact ? (
          <Item key={item.id} item={item} fact={fact} letters={layout.underLetters} onOpen={onOpen} />
        ) : null;
      })}
    </Drawing>
  );
}

function closed(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join("L")}Z`;
}

type ItemProps = {
  item: Placed;
  fact: IceFacts;
  letters: number;
  onOpen?: ((id: string) => void) | undefined;
};

function Item({ item, fact, letters, onOpen }: ItemProps) {
  const left = item.side === "left";
  const under = shortened(fact, letters);
  const anchor = left ? "end" : "start";
  const lineTo = left ? item.labelX + 6 : item.labelX - 6;
  const lineFrom = left ? item.x - item.r - 3 : item.x + item.r + 3;
  const lineY = item.labelY - 4;
  const underY = item.labelY + (item.lines.length - 1) * 18 + 17;
  const drawn = (
    <>
      <path
        d={`M${lineFrom} ${item.y}L${(lineFrom + lineTo) / 2} ${lineY}H${lineTo}`}
        fill="none"
        stroke="var(--mark)"
        strokeWidth={0.75}
      />
      <Ball x={item.x} y={item.y} r={item.r} known={fact.known} />
      <text textAnchor={anchor} className={fact.own ? styles.words : styles.guess}>
        {item.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its name
          <tspan key={at} x={item.labelX} y={item.labelY + at * 18}>
            {line}
            <tspan fontSize={0}> </tspan>
          </tspan>
        ))}
      </text>
      <Under x={item.labelX} y={underY} left={left} fact={fact} under={under} />
    </>
  );
  if (!onOpen) return <g>{drawn}</g>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button can't stand inside a drawing
    <g
      role="button"
      tabIndex={0}
      aria-label={nameOf(item, fact, under)}
      className={styles.item}
      onClick={() => onOpen(item.id)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onOpen(item.id);
      }}
    >
      <rect
        x={left ? 0 : Math.min(item.x - item.r, item.labelX) - 4}
        y={item.labelY - 18}
        width={left ? item.x + item.r + 4 : Math.max(0, lineTo - item.x + item.r + 220)}
        height={underY - item.labelY + 26}
        fill="transparent"
      />
      {drawn}
    </g>
  );
}

/** Sign and separator take the room of five letters; whatever is cut, the table and the dialog have it. */
function shortened(fact: IceFacts, letters: number): string {
  return cut(fact.under, fact.met === "unheard" ? letters : Math.max(4, letters - fact.metWords.length - 5));
}

/** What is read out: what stands there, in its order, so that whoever speaks to the page finds it; then what was cut. */
function nameOf({ lines, side }: Placed, fact: IceFacts, under: string): string {
  const said = (words: string, below: string) =>
    [words, ...(side === "left" ? [below, fact.metWords] : [fact.metWords, below])].filter(Boolean).join(", ");
  const seen = said(lines.join(" "), under);
  const whole = said(fact.words, fact.under);
  return seen === whole ? whole : `${seen}; ${whole}`;
}

type UnderProps = { x: number; y: number; left: boolean; fact: IceFacts; under: string };

/** What stands under the words. The sign how it is met stands at the end nearest the ice, where nothing moves it. */
function Under({ x, y, left, fact, under }: UnderProps) {
  if (fact.met === "unheard") {
    return (
      <text x={x} y={y} textAnchor={left ? "end" : "start"}>
        {under}
      </text>
    );
  }
  const signed = <tspan className={styles[fact.met]}>{fact.metWords}</tspan>;
  return (
    <>
      <Mark x={left ? x - 10 : x} y={y - 9} met={fact.met} />
      <text x={left ? x - 14 : x + 14} y={y} textAnchor={left ? "end" : "start"}>
        {left ? `${under} · ` : signed}
        {left ? signed : ` · ${under}`}
      </text>
    </>
  );
}

/** Solid: confirmed and fresh. Dashed: stale, or said only once. Outline: our guess. */
export function Ball({ x, y, r, known }: { x: number; y: number; r: number; known: Known }) {
  if (known === "fresh") return <circle cx={x} cy={y} r={r} fill="var(--soft)" />;
  if (known === "assumed" || known === "retired") {
    return <circle cx={x} cy={y} r={r} fill="var(--paper)" stroke="var(--mark)" strokeWidth={1.25} />;
  }
  return (
    <>
      <circle
        cx={x}
        cy={y}
        r={r}
        fill="var(--unknown-soft)"
        stroke="var(--soft)"
        strokeWidth={1.75}
        strokeDasharray="4 3"
      />
      {known === "stated" && <circle cx={x} cy={y} r={r / 2.6} fill="var(--soft)" />}
    </>
  );
}

function Mark({ x, y, met }: { x: number; y: number; met: Exclude<Met, "unheard"> }) {
  const standing = METS[met];
  return (
    <g transform={`translate(${x} ${y}) scale(0.83)`}>
      {standing === "loyal" && <path d="M6 1.2 11.4 10.8H.6z" fill="var(--loyal)" />}
      {standing === "satisfied" && <circle cx="6" cy="6" r="4" fill="none" stroke="var(--ok)" strokeWidth="2.2" />}
      {standing === "dissatisfied" && <path d="M6 10.8.6 1.2h10.8z" fill="var(--short)" />}
    </g>
  );
}
