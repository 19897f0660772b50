import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorLine } from "../../../ui/ErrorState";
import { PanelPart } from "../../../ui/Panel";
import { Skeleton } from "../../../ui/Skeleton";
import { isEstimated, mostTelling, TELLING } from "./board";
import { DecayChart } from "./DecayChart";
import styles from "./plusones.module.css";
import { type Board, habituationQuery } from "./queries";

/** How the plus-one that says most of it wears out; withheld where none says enough. */
export function WearPart({ board }: { board: Board }) {
  const { t } = useTranslation("loyalty/plusones");
  const it = mostTelling(board);
  if (!it) {
    const best = Math.max(0, ...board.items.map((one) => one.telling_clients));
    return (
      <PanelPart title={t("curve.withheld")}>
        <div className={styles.withheld}>
          <p>{t("curve.withheldWhat", { needed: TELLING })}</p>
          <p className="soft">{t("curve.soFar", { count: best })}</p>
        </div>
      </PanelPart>
    );
  }
  return (
    <PanelPart>
      <p className={styles.line}>
        <Link to="/plus-ones/$plusOneId" params={{ plusOneId: it.id }}>
          {it.words}
        </Link>
      </p>
      <Wearing id={it.id} words={it.words} clients={it.telling_clients} />
    </PanelPart>
  );
}

/** The decay curve of one plus-one, or why there is none. */
export function Wearing({ id, words, clients }: { id: string; words: string; clients: number }) {
  const { t } = useTranslation("loyalty/plusones");
  const wear = useQuery(habituationQuery(id));
  if (wear.isPending) return <Skeleton height={clients >= TELLING ? 340 : 118} />;
  if (wear.isError) return <ErrorLine error={wear.error} />;
  if (!isEstimated(wear.data)) {
    const why = wear.data.not_estimable;
    return (
      <div className={styles.withheld}>
        <p>
          <b>{t("curve.notEstimable")}</b> {t(`reason.${why?.reason ?? "too_few_clients"}`)}
        </p>
        <p className="soft">{t("curve.soFar", { count: why?.clients ?? 0 })}</p>
      </div>
    );
  }
  return <DecayChart words={words} wear={wear.data.estimate} habituation={wear.data} />;
}
