import { useTranslation } from "react-i18next";
import { Sign } from "../../../ui/Sign";
import type { Rung } from "../queries";
import styles from "./StandingWord.module.css";

/** Where a client stands, as sign and word; an ambassador is a loyal client who spoke for us. */
export function StandingWord({ standing, size = 11 }: { standing: Rung; size?: number }) {
  const { t } = useTranslation("clients");
  const sign = standing === "ambassador" ? "loyal" : standing;
  return (
    <span className={styles.standing} data-standing={sign}>
      <Sign standing={sign} size={size} /> {t(`standing.${standing}`)}
    </span>
  );
}
