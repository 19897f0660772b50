import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import styles from "./gaps.module.css";
import { strengthOf } from "./useGapWords";

/** How sure a finding is: a bar, a word and the number. */
export function Strength({ confidence }: { confidence: number }) {
  const { t } = useTranslation("design/gaps");
  const format = useFormat();
  return (
    <span className={styles.strength} title={t("strength.why")}>
      <span className={styles.bar} aria-hidden="true">
        <i style={{ width: `${Math.round(confidence * 100)}%` }} />
      </span>
      {t(`strength.${strengthOf(confidence)}`)} {format.decimal(confidence, 2)}
    </span>
  );
}
