import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Sign, type Standing } from "../../../ui/Sign";
import styles from "./plan.module.css";

/** −3…3 against what was expected: under it, as it, beyond it. */
export function standingOf(perception: number | null | undefined): Standing {
  if (perception === null || perception === undefined) return "unknown";
  return perception < 0 ? "dissatisfied" : perception > 0 ? "loyal" : "satisfied";
}

const tone: Record<Standing, string> = { loyal: "loyal", satisfied: "ok", dissatisfied: "short", unknown: "unknown" };

/** What a client felt, as sign and number; who was not asked is not asked, never zero. */
export function FeltMark({ perception, waits }: { perception: number | null | undefined; waits?: boolean }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const standing = standingOf(perception);
  return (
    <span className={`${styles.feltMark} ${tone[standing]}`}>
      <Sign standing={standing} size={11} />
      {standing === "unknown" ? t(waits ? "felt.waits" : "felt.notAsked") : format.signed(perception as number, 0)}
    </span>
  );
}
