import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import type { ColumnRule } from "./document";
import { type Bar, labelWidth, picture, ROOM, type ValueCount } from "./histogram";
import styles from "./ValueBars.module.css";

type ValueBarsProps = { values: readonly ValueCount[]; distinct: number; rule: ColumnRule | undefined };

const HEIGHT = 24;

/** The values of a column in little: bars where that says something, else the values themselves. */
export function ValueBars({ values, distinct, rule }: ValueBarsProps) {
  const { t } = useTranslation("signals");
  const drawn = picture(values, distinct, rule);
  if (drawn.kind === "words") {
    const words = drawn.words.join(", ");
    return (
      <span className={styles.words}>
        {words === "" ? t("values.none") : drawn.more ? t("values.andMore", { words }) : words}
      </span>
    );
  }
  return <Bars bars={drawn.bars} labels={drawn.labels} />;
}

function Bars({ bars, labels }: { bars: readonly Bar[]; labels: "all" | "ends" }) {
  const format = useFormat();
  const hatch = useId();
  const { t } = useTranslation("signals");
  // A word as a label ("Blank") needs more room than its bar.
  const slots = bars.map((bar) => (labels === "all" ? labelWidth(bar.label) : 8));
  const wanted = slots.reduce((sum, slot) => sum + slot, 0);
  const shrink = Math.min(1, ROOM / wanted);
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const spoken = bars.map((bar) => {
    const words = `${bar.label}: ${format.count(bar.count)}`;
    return bar.kind === "answer" ? words : `${words} (${bar.code ? t(`code.${bar.code}`) : t("values.off")})`;
  });
  let left = 0;
  const placed = bars.map((bar, at) => {
    const width = (slots[at] ?? 8) * shrink;
    const x = left;
    left += width;
    return { bar, x, width, height: bar.count === 0 ? 0 : Math.max(1.5, (bar.count / most) * (HEIGHT - 1)) };
  });
  const end = placed.length - 1;
  return (
    <svg className={styles.bars} width={left} height={40} role="img" aria-label={spoken.join(", ")}>
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.3" height="4" fill="var(--mark)" />
        </pattern>
      </defs>
      <path d={`M0 ${HEIGHT + 0.5}H${left}`} stroke="var(--rule)" />
      {placed.map(({ bar, x, width, height }, at) => (
        <g key={`${bar.kind}${bar.label}`}>
          <rect
            x={labels === "all" ? x + width / 2 - 6 : x + 1}
            y={HEIGHT - height}
            width={labels === "all" ? 12 : Math.max(1, width - 2)}
            height={height}
            fill={bar.kind === "answer" ? "var(--fig)" : bar.kind === "code" ? `url(#${hatch})` : "none"}
            stroke={bar.kind === "answer" ? undefined : bar.kind === "code" ? "var(--mark)" : "var(--short)"}
            strokeWidth={bar.kind === "answer" ? undefined : 0.9}
          />
          {labels === "all" && (
            <text x={x + width / 2} y={38} textAnchor="middle" className={bar.kind === "off" ? styles.off : undefined}>
              {bar.label}
            </text>
          )}
          {labels === "ends" && (at === 0 || at === end) && (
            <text x={at === 0 ? x : x + width} y={38} textAnchor={at === 0 ? "start" : "end"}>
              {bar.label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
