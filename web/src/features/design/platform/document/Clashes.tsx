import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { useTellRefusal } from "../parts/useTell";
import type { PlatformDocument } from "../queries";
import styles from "./document.module.css";
import { type Clash, withText } from "./fields";

type ClashesProps = {
  clashes: readonly Clash[];
  onSettle: (clash: Clash) => void;
  onTake: (name: string, alter: (document: PlatformDocument) => PlatformDocument) => Promise<unknown>;
};

/** What two people wrote in the same place: theirs stands, ours is here until somebody has chosen. */
export function Clashes({ clashes, onSettle, onTake }: ClashesProps) {
  const { t } = useTranslation("design/platform");
  const refused = useTellRefusal();
  if (clashes.length === 0) return null;
  const take = (clash: Clash) => {
    const alter = (document: PlatformDocument) =>
      clash.field === "promise"
        ? {
            ...document,
            promise: document.promise.map((part) => (part.key === clash.part ? { ...part, words: clash.mine } : part)),
          }
        : withText(document, clash.field, clash.mine);
    onTake(t(`field.${clash.field}`), alter).then(() => onSettle(clash), refused);
  };
  return (
    <section className={styles.clashes} role="alert" aria-label={t("conflict.title")}>
      <h2>{t("conflict.title")}</h2>
      {clashes.map((clash) => (
        <div key={`${clash.field} ${clash.part ?? ""}`} className={styles.clash}>
          <h3>{t(`field.${clash.field}`)}</h3>
          <div>
            <small>{t("conflict.theirs")}</small>
            <p>{clash.theirs}</p>
            <Button size="s" onPress={() => onSettle(clash)}>
              {t("conflict.keepTheirs")}
            </Button>
          </div>
          <div>
            <small>{t("conflict.mine")}</small>
            <p>{clash.mine}</p>
            <Button size="s" onPress={() => take(clash)}>
              {t("conflict.takeMine")}
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}
