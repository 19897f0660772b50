import { useTranslation } from "react-i18next";
import { Sign } from "../../../../ui/Sign";
import type { Traceability } from "../queries";
import styles from "./trace.module.css";

/** Every part with how far it gets; what gets nowhere comes first. */
export function PartList({ parts }: { parts: Traceability["parts"] }) {
  const { t } = useTranslation("design/platform");
  const order = { nowhere: 0, only_planned: 1, live: 2 };
  const sorted = [...parts].sort((a, b) => order[a.reach] - order[b.reach]);
  return (
    <ul className={styles.parts}>
      {sorted.map((part) => (
        <li key={part.key} data-reach={part.reach}>
          <p className={styles.words}>{part.words}</p>
          <p className={styles.reach}>
            {part.reach !== "live" && <Sign standing="dissatisfied" size={10} />}
            {part.reach === "nowhere" ? (
              <strong>{t("trace.nowhere")}</strong>
            ) : (
              <span>
                {t("trace.at", { count: part.live })}
                {part.planned > 0 && `, ${t("trace.planned", { count: part.planned })}`}
              </span>
            )}
          </p>
          {part.standards > 0 && <small>{t("trace.standards", { count: part.standards })}</small>}
        </li>
      ))}
    </ul>
  );
}
