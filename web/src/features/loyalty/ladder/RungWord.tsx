import { useTranslation } from "react-i18next";
import { Sign } from "../../../ui/Sign";
import styles from "./ladder.module.css";
import type { Rung } from "./rungs";

/** The colour in which a standing is drawn; satisfied is never green. */
export const inkOf: Record<Rung, string> = {
  ambassador: "var(--loyal)",
  loyal: "var(--loyal)",
  satisfied: "var(--ok)",
  dissatisfied: "var(--short)",
  unknown: "var(--unknown)",
};

/** ▲ ● ▼ ◌; who recommends us besides has two triangles. */
export function RungSign({ rung, size = 12 }: { rung: Rung; size?: number }) {
  if (rung !== "ambassador") return <Sign standing={rung} size={size} />;
  return (
    <svg viewBox="0 0 12 12" width={size} height={size} aria-hidden>
      <path d="M6 0 10.6 5.6H1.4zM6 6.2l4.6 5.6H1.4z" fill={inkOf.ambassador} />
    </svg>
  );
}

/** Where a client stands, as sign and word. */
export function RungWord({ rung, size }: { rung: Rung; size?: number }) {
  const { t } = useTranslation("loyalty/ladder");
  return (
    <span className={styles.rung} data-rung={rung}>
      <RungSign rung={rung} {...(size === undefined ? {} : { size })} /> {t(`rung.${rung}`)}
    </span>
  );
}
