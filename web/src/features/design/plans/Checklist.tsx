import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Sign } from "../../../ui/Sign";
import { Tick } from "../../../ui/Tick";
import styles from "./deliver.module.css";
import type { Standard } from "./document";

type Props = {
  standards: readonly Standard[];
  met: Readonly<Record<string, boolean>>;
  onChange: (met: Record<string, boolean>) => void;
};

/** The live plan's standards, in their order. What nobody looked at stays unanswered and counts nowhere. */
export function Checklist({ standards, met, onChange }: Props) {
  const { t } = useTranslation("design/plans");
  if (standards.length === 0) return null;
  const all = standards.every(({ id }) => met[id] === true);
  const answer = (id: string, value: boolean) => {
    const { [id]: before, ...rest } = met;
    onChange(before === value ? rest : { ...rest, [id]: value });
  };
  return (
    <section className={styles.card} aria-labelledby="deliver-standards">
      <div className={styles.cardHead}>
        <h2 id="deliver-standards">{t("deliver.standards")}</h2>
        <Button size="s" onPress={() => onChange(all ? {} : Object.fromEntries(standards.map(({ id }) => [id, true])))}>
          {all ? t("deliver.noneKept") : t("deliver.allKept")}
        </Button>
      </div>
      <ol className={styles.checks}>
        {standards.map(({ id, words }, at) => (
          <li key={id} data-met={met[id] === undefined ? undefined : met[id] ? "yes" : "no"}>
            <b aria-hidden="true">{at + 1}</b>
            <span id={`standard-${id}`}>{words}</span>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and needs a legend of its own */}
            <span role="group" aria-labelledby={`standard-${id}`} className={styles.answer}>
              <button type="button" aria-pressed={met[id] === true} onClick={() => answer(id, true)}>
                <Tick size={12} />
                {t("deliver.met")}
              </button>
              <button type="button" aria-pressed={met[id] === false} onClick={() => answer(id, false)}>
                <Sign standing="dissatisfied" size={10} />
                {t("deliver.missed")}
              </button>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
