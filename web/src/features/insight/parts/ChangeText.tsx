import { useTranslation } from "react-i18next";
import type { Unit } from "../../../ui/charts/figures";
import { useFigures } from "../../../ui/charts/useFigures";
import { Sign } from "../../../ui/Sign";
import type { Change } from "../queries";
import styles from "./parts.module.css";

/** A change: signed and coloured only when it holds after Holm; `≈` when it may be chance. */
export function ChangeText({ change, unit }: { change: Change; unit: Unit }) {
  const figures = useFigures();
  const { t } = useTranslation("insight");
  const figure = figures.change(change.difference, unit);
  if (!change.significant) {
    return (
      <span className={styles.level}>
        <span aria-hidden="true">≈ </span>
        {figure}
        <span className="sr"> {t("common.unchanged")}</span>
      </span>
    );
  }
  const up = change.difference > 0;
  return (
    <b className={up ? styles.up : styles.down}>
      <Sign standing={up ? "loyal" : "dissatisfied"} size={10} label={up ? t("common.up") : t("common.down")} />{" "}
      {figure}
    </b>
  );
}

/** The interval of a change: `−0.07 to +0.04`. */
export function ChangeRange({ change, unit }: { change: Change; unit: Unit }) {
  const figures = useFigures();
  const { t } = useTranslation("insight");
  return (
    <>
      {figures.change(change.low, unit)} {t("common.to")} {figures.change(change.high, unit)}
    </>
  );
}
