import { useTranslation } from "react-i18next";
import { Sign, type Standing } from "../../../ui/Sign";
import styles from "./StandingWord.module.css";

/** Where a client stands, as sign and word; nothing known is unknown. */
export function StandingWord({ standing, size = 11 }: { standing: Standing | null | undefined; size?: number }) {
  const { t } = useTranslation("clients");
  const known = standing ?? "unknown";
  return (
    <span className={styles.standing} data-standing={known}>
      <Sign standing={known} size={size} /> {t(`standing.${known}`)}
    </span>
  );
}
