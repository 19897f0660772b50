import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import styles from "./plusones.module.css";
import type { PlusOne } from "./queries";

const WIDTH = 160;
const FLOOR = 0.3;
const at = (share: number) => 4 + share * (WIDTH - 8);

/** The wow rate on one axis for all cards: the tick is the floor under which it is a norm. Dashed while the n is small. */
export function WowLine({ of }: { of: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const { value, low, high, n } = of.wow;
  if (value == null || low == null || high == null) return null;
  const small = n < 10;
  const ink = small ? "var(--soft)" : value < FLOOR || of.state === "norm" ? "var(--ok)" : "var(--loyal)";
  const label = t("wow.read", {
    rate: format.percent(value),
    low: format.percent(low),
    high: format.percent(high),
    count: n,
  });
  return (
    <svg
      className={styles.wow}
      viewBox={`0 0 ${WIDTH} 12`}
      role="img"
      aria-label={label}
      preserveAspectRatio="xMinYMid"
    >
      <path d={`M0 6H${WIDTH}`} stroke="var(--rule)" />
      <path d={`M${at(FLOOR)} 1V11`} stroke="var(--soft)" />
      <path
        d={`M${at(low)} 6H${at(high)}`}
        stroke={ink}
        strokeWidth="3"
        opacity="0.5"
        {...(small ? { strokeDasharray: "3 2" } : {})}
      />
      <circle cx={at(value)} cy="6" r="4" fill={small ? "var(--paper)" : ink} stroke={ink} strokeWidth="1.5" />
    </svg>
  );
}
