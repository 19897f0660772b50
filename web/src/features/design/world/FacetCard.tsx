import { useTranslation } from "react-i18next";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Time } from "../../../ui/Time";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";
import { type Facet, type Insight, useChangeInsight } from "./queries";
import styles from "./world.module.css";

type FacetCardProps = {
  facet: Facet;
  insights: readonly Insight[];
  state: "seen" | "aged" | "blank";
  labelOf: (audience: string) => string;
  mayEdit: boolean;
  onNote: () => void;
  onEdit: (insight: Insight) => void;
};

/** One side from which the customer's world is seen. Dashed while nobody has looked. */
export function FacetCard({ facet, insights, state, labelOf, mayEdit, onNote, onEdit }: FacetCardProps) {
  const { t } = useTranslation("design/world");
  return (
    <section className={styles.card} data-state={state}>
      <header>
        <h2>{t(`facet.${facet}`)}</h2>
        {state === "aged" && <Badge tone="unknown">{t("aged")}</Badge>}
      </header>
      {insights.length === 0 && <p className="soft">{t(`ask.${facet}`)}</p>}
      <ul>
        {insights.map((insight) => (
          <Statement
            key={insight.id}
            insight={insight}
            labelOf={labelOf}
            mayEdit={mayEdit}
            onEdit={() => onEdit(insight)}
          />
        ))}
      </ul>
      {mayEdit && (
        <Button size="s" onPress={onNote} aria-label={t("noteUnder", { facet: t(`facet.${facet}`) })}>
          {t("note")}
        </Button>
      )}
    </section>
  );
}

function Statement({
  insight,
  labelOf,
  mayEdit,
  onEdit,
}: {
  insight: Insight;
  labelOf: (audience: string) => string;
  mayEdit: boolean;
  onEdit: () => void;
}) {
  const { t } = useTranslation("design/world");
  const app = useTranslation();
  const words = useProblemWords();
  const change = useChangeInsight();
  const failed = (error: unknown) => {
    const { title, what } = words(error);
    toast(`${title}. ${what}`, { failed: true });
  };
  // The statement leaves the page with its withdrawal, and this component with it: what follows hangs on the promises.
  const put = (withdrawn: boolean) => change.mutateAsync({ id: insight.id, withdrawn });
  const restore = () => void put(false).catch(failed);
  const withdraw = () =>
    void put(true).then(() => toast(t("withdrawn"), { action: { label: app.t("act.undo"), run: restore } }), failed);
  return (
    <li className={styles.statement} data-fresh={insight.fresh}>
      <p>{insight.words}</p>
      {insight.quote && <blockquote>{t("said", { quote: insight.quote })}</blockquote>}
      {insight.assumes && (
        <p className={styles.assumed}>
          {t("assumed", { level: t(`level.${insight.assumes.level}`), theme: insight.assumes.theme })}
        </p>
      )}
      <p className={styles.source}>
        {t(`evidence.${insight.evidence}`)}
        {insight.source && <> · {insight.source}</>} · <Time at={insight.seen_at} as="day" />
        {insight.audience && <> · {labelOf(insight.audience)}</>}
        {!insight.fresh && <b> · {t("due")}</b>}
      </p>
      {mayEdit && (
        <div className={styles.acts}>
          {!insight.fresh && (
            <Button
              look="quiet"
              size="s"
              onPress={() => change.mutate({ id: insight.id, seen_at: new Date().toISOString() }, { onError: failed })}
            >
              {t("stillSo")}
            </Button>
          )}
          <Button look="quiet" size="s" onPress={onEdit} aria-label={t("correctThis", { words: insight.words })}>
            {t("correct")}
          </Button>
          <Button look="quiet" size="s" onPress={withdraw} aria-label={t("withdrawThis", { words: insight.words })}>
            {t("withdraw")}
          </Button>
        </div>
      )}
    </li>
  );
}
