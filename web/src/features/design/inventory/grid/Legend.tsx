import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Popover } from "../../../../ui/Popover";
import { Diamond, Dots } from "../marks";
import card from "./card.module.css";
import styles from "./grid.module.css";

const SHAPES = [
  { word: "kind.dynamic", kind: "dynamic", state: "live" },
  { word: "kind.static", kind: "static", state: "live" },
  { word: "kind.work_product", kind: "work_product", state: "live" },
  { word: "state.planned", kind: "dynamic", state: "planned" },
  { word: "legend.stale", kind: "dynamic", state: "stale" },
  { word: "state.missing", kind: "dynamic", state: "missing" },
] as const;

const KEYS = ["arrows", "rename", "details", "select", "move", "carry", "undo"] as const;

/** What shapes, edges and marks mean, and which keys do what. */
export function Legend({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation("design/inventory");
  return (
    <div className={styles.legend}>
      {SHAPES.map(({ word, kind, state }) => (
        <span key={word}>
          <span className={`${card.slot} ${card.mini}`} aria-hidden="true">
            <span className={card.card} data-kind={kind} data-state={state} />
          </span>
          {t(word)}
        </span>
      ))}
      <span>
        <Diamond />
        {t("card.moment")}
      </span>
      <span>
        <Dots attention={3} />
        {t("legend.attention")}
      </span>
      <span>
        <Dots attention={null} />
        {t("legend.unknown")}
      </span>
      <span>– {t("state.not_applicable")}</span>
      {mayEdit && (
        <span className={styles.keys}>
          <Popover
            label={t("keys.title")}
            placement="top end"
            trigger={
              <Button look="quiet" size="s">
                {t("keys.title")}
              </Button>
            }
          >
            <h2>{t("keys.title")}</h2>
            <dl className={styles.keyList}>
              {KEYS.map((key) => (
                <div key={key} style={{ display: "contents" }}>
                  <dt>
                    <kbd>{t(`keys.${key}`)}</kbd>
                  </dt>
                  <dd style={{ margin: 0 }}>{t(`keys.${key}Is`)}</dd>
                </div>
              ))}
            </dl>
          </Popover>
        </span>
      )}
    </div>
  );
}
