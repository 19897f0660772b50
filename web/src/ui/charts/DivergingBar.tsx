import { useTranslation } from "react-i18next";
import styles from "./charts.module.css";
import { Drawing } from "./Drawing";
import { FIGURE_FROM, type Share } from "./estimate";
import { shorten } from "./GroupDots";
import { HatchBar } from "./marks";
import { useFigures } from "./useFigures";
import { usePoints } from "./usePoints";

/** Which answers are short, as expected and beyond: the standing's cut of the scale. */
export type Standing = "short" | "ok" | "loyal";

export interface BarPart {
  /** The answer: `4`. */
  readonly label: string;
  readonly share: number;
  readonly count: number;
  readonly standing: Standing;
}

export interface DivergingRow {
  readonly key: string;
  readonly label: string;
  readonly n: number;
  readonly hidden: boolean;
  /** Low to high on the scale. */
  readonly parts: readonly BarPart[];
  readonly short: Share | null;
  readonly loyal: Share | null;
}

interface Props {
  readonly width: number;
  readonly label: string;
  readonly rows: readonly DivergingRow[];
}

const BAR = 26;
const PHONE = 520;
/** Room for one sign with its numbers, where they stand over the bar. */
const PHONE_SIGN = 104;

export function divergingHeight(rows: number, width: number): number {
  return rows * (width < PHONE ? 60 : 42) + 28;
}

/** How much of its fullness a part's colour gives up, 0..=1: the further from expectation, the fuller. */
export function paleness(parts: readonly BarPart[], index: number): number {
  const part = parts[index];
  if (!part) return 0;
  if (part.standing === "ok") return 0.55;
  const same = parts.flatMap((other, at) => (other.standing === part.standing ? [at] : []));
  if (same.length === 1) return 0;
  const rank = part.standing === "short" ? same.indexOf(index) : same.length - 1 - same.indexOf(index);
  return rank / (same.length - 1);
}

const COLOUR: Record<Standing, string> = { short: "var(--short)", ok: "var(--ok)", loyal: "var(--loyal)" };

/**
 * Answers as shares, laid out around the middle of "as expected": what is left of it fell short, what is right of it
 * went beyond. All rows have one length of 100 %, so that their halves can be compared.
 */
export function DivergingBar({ width, label, rows }: Props) {
  const { t } = useTranslation("charts");
  const figures = useFigures();
  const phone = width < PHONE;
  const shown = rows.filter((row) => !row.hidden && row.n >= FIGURE_FROM);
  const { pointProps, renderTip } = usePoints(shown.length);

  const sums = shown.map((row) => {
    const of = (standing: Standing) =>
      row.parts.filter((part) => part.standing === standing).reduce((sum, part) => sum + part.share, 0);
    return { left: of("short") + of("ok") / 2, right: of("loyal") + of("ok") / 2 };
  });
  const left = Math.max(0.1, ...sums.map((sum) => sum.left));
  const right = Math.max(0.1, ...sums.map((sum) => sum.right));
  const names = phone ? 0 : Math.min(200, Math.max(116, ...rows.map((row) => row.label.length * 6.8 + 12)));
  const margin = phone ? 0 : 118;
  const room = width - names - margin - (phone ? 0 : 16);
  const x = (share: number) => names + ((share + left) / (left + right)) * room;
  const rowHeight = phone ? 60 : 42;
  const height = divergingHeight(rows.length, width);
  const foot = rows.length * rowHeight + 16;

  const ends = (share: Share | null) =>
    share?.low != null && share.high != null ? figures.spread(share.share, share.low, share.high, "share") : "";
  const spoken = (row: DivergingRow) =>
    t("barSpoken", {
      label: row.label,
      n: figures.count(row.n),
      short: figures.value(row.short?.share ?? 0, "share"),
      shortSpread: ends(row.short),
      loyal: figures.value(row.loyal?.share ?? 0, "share"),
      loyalSpread: ends(row.loyal),
    });
  const labelsOf = (standing: Standing) => {
    const parts = (shown[0]?.parts ?? []).filter((part) => part.standing === standing).map((part) => part.label);
    const [first, last] = [parts[0], parts.at(-1)];
    return parts.length > 2 ? `${first}–${last}` : parts.join(", ");
  };

  return (
    <div className={styles.plot}>
      <Drawing width={width} height={height} label={label}>
        {rows.map((row, at) => {
          const y = at * rowHeight + (phone ? 24 : 4);
          const index = shown.indexOf(row);
          const name = (
            <g>
              <text className={styles.value} x={0} y={phone ? y - 8 : y + 10}>
                {shorten(row.label, phone ? width - PHONE_SIGN * 2 : names)}
              </text>
              {!phone && (
                <text x={0} y={y + 26} className={styles.faint}>
                  {t("n", { n: figures.count(row.n) })}
                </text>
              )}
            </g>
          );
          if (index < 0) {
            return (
              <g key={row.key}>
                {name}
                <HatchBar x={x(-left)} y={y} width={room} height={BAR} />
                <text x={width} y={phone ? y - 8 : y + 17} textAnchor="end" className={styles.faint}>
                  {row.hidden ? t("hidden") : row.n === 0 ? t("notAsked") : t("few")}
                </text>
              </g>
            );
          }
          let from = -(sums[index]?.left ?? 0);
          const signs = (
            <>
              <SignText
                x={phone ? width - PHONE_SIGN * 2 : width - margin + 12}
                y={phone ? y - 8 : y + 10}
                standing="short"
                words={`${t("short")} ${figures.value(row.short?.share ?? 0, "share")} ${ends(row.short)}`}
              />
              <SignText
                x={phone ? width - PHONE_SIGN : width - margin + 12}
                y={phone ? y - 8 : y + 26}
                standing="loyal"
                words={`${t("loyal")} ${figures.value(row.loyal?.share ?? 0, "share")} ${ends(row.loyal)}`}
              />
            </>
          );
          return (
            <g key={row.key} {...pointProps(index, spoken(row), x(0), y + BAR)}>
              {name}
              {row.parts.map((part, place) => {
                const x0 = x(from);
                from += part.share;
                const x1 = x(from);
                const pale = paleness(row.parts, place);
                const text = figures.percentPoints(part.share);
                return (
                  <g key={part.label}>
                    <rect
                      x={x0}
                      y={y}
                      width={Math.max(0.5, x1 - x0 - 1)}
                      height={BAR}
                      fill={COLOUR[part.standing]}
                      style={{ opacity: `calc(1 - ${pale} * var(--chart-pale))` }}
                    />
                    {x1 - x0 > 24 && (
                      <text
                        x={(x0 + x1) / 2}
                        y={y + 17}
                        textAnchor="middle"
                        className={pale === 0 ? styles.onSolid : styles.onTint}
                      >
                        {text}
                      </text>
                    )}
                  </g>
                );
              })}
              {signs}
            </g>
          );
        })}
        {shown.length > 0 && (
          <g aria-hidden="true">
            <path d={`M${x(0)} ${foot - 16}v4`} stroke="var(--soft)" />
            <text x={x(0)} y={foot} textAnchor="middle">
              {t("scaleOk", { answers: labelsOf("ok") })}
            </text>
            <text x={phone ? 0 : x(0) - 62} y={foot} textAnchor={phone ? "start" : "end"}>
              {t("scaleShort", { answers: labelsOf("short") })}
            </text>
            <text x={phone ? width : x(0) + 62} y={foot} textAnchor={phone ? "end" : "start"}>
              {t("scaleLoyal", { answers: labelsOf("loyal") })}
            </text>
            {!phone && x(0) - names > 140 && (
              <text x={0} y={foot} className={styles.faint}>
                {t("ofAnswers")}
              </text>
            )}
          </g>
        )}
      </Drawing>
      {renderTip(width, (index) => {
        const row = shown[index];
        return row ? (
          <>
            <b>{row.label}</b>
            {row.parts.map((part) => (
              <span key={part.label}>
                {part.label}: {figures.value(part.share, "share")} · {figures.count(part.count)}
              </span>
            ))}
          </>
        ) : null;
      })}
    </div>
  );
}

interface SignTextProps {
  readonly x: number;
  readonly y: number;
  readonly standing: "short" | "loyal";
  readonly words: string;
}

/** A drawn sign (fonts' subsets lack ▲ and ▼), the word, the number with its interval. */
function SignText({ x, y, standing, words }: SignTextProps) {
  const d = standing === "short" ? "M0 -8h8l-4 7.5z" : "M0 -0.5h8l-4 -7.5z";
  return (
    <>
      <path d={d} transform={`translate(${x} ${y})`} fill={COLOUR[standing]} />
      <text x={x + 12} y={y}>
        {words}
      </text>
    </>
  );
}
