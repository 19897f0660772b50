import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Time } from "../../../ui/Time";
import { useTell } from "../../../ui/useTell";
import { Pages } from "../parts/Pages";
import styles from "./duplicates.module.css";
import { MergeDialog } from "./MergeDialog";
import { type Pair, useDoubtAgain, useDuplicates, useMerges, useTellApart, useUndoMerge } from "./queries";
import { Reasons } from "./Reasons";

/** Two who share an address and a name may come on two pages. */
function eachOnce(pairs: Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [`${pair.a.id} ${pair.b.id}`, pair])).values()];
}

/** Clients who are likely to be one: a pair at a time, side by side, and back again where it was wrong. */
export default function DuplicatesPage() {
  const { t } = useTranslation("clients/import");
  const format = useFormat();
  const duplicates = useDuplicates();
  const [looked, setLooked] = useState<Pair | null>(null);
  const pairs = eachOnce(duplicates.data?.pages.flatMap(({ items }) => items) ?? []);
  return (
    <>
      <PageHeader
        title={
          duplicates.data && pairs.length > 0
            ? t(duplicates.hasNextPage ? "duplicates.titleMore" : "duplicates.title", {
                count: pairs.length,
                n: format.count(pairs.length),
              })
            : t("duplicates.name")
        }
        name={t("duplicates.name")}
        above={<Pages />}
      >
        {t("duplicates.lead")}
      </PageHeader>
      {duplicates.isError ? (
        <ErrorState error={duplicates.error} onRetry={() => void duplicates.refetch()} />
      ) : !duplicates.data ? (
        <SkeletonRows rows={6} height={48} />
      ) : pairs.length === 0 && !duplicates.hasNextPage ? (
        <EmptyState title={t("duplicates.emptyTitle")}>
          <p>{t("duplicates.empty")}</p>
        </EmptyState>
      ) : (
        <>
          {pairs.length > 0 && (
            <ul className={styles.pairs}>
              {pairs.map((pair) => (
                <PairLine key={`${pair.a.id} ${pair.b.id}`} pair={pair} onLook={() => setLooked(pair)} />
              ))}
            </ul>
          )}
          {duplicates.hasNextPage && (
            <Button pending={duplicates.isFetchingNextPage} onPress={() => void duplicates.fetchNextPage()}>
              {t("duplicates.more")}
            </Button>
          )}
        </>
      )}
      <Merges />
      {looked && <MergeDialog pair={looked} onClose={() => setLooked(null)} />}
    </>
  );
}

function PairLine({ pair, onLook }: { pair: Pair; onLook: () => void }) {
  const { t } = useTranslation("clients/import");
  const mayEdit = useMay("edit_clients");
  const apart = useTellApart();
  const doubt = useDoubtAgain();
  const two = { a: pair.a.id, b: pair.b.id };
  const { refused, done } = useTell();
  const [a, b] = [pair.a.name ?? pair.a.key, pair.b.name ?? pair.b.key];
  return (
    <li className={styles.pair}>
      <div>
        <h2>{t("twins.pair", { a, b })}</h2>
        <Reasons why={pair.why} />
      </div>
      {mayEdit && (
        <div className={styles.acts}>
          <Button
            look="quiet"
            size="s"
            pending={apart.isPending}
            aria-label={t("duplicates.apartOf", { a, b })}
            onPress={() =>
              void apart
                .mutateAsync(two)
                .then(() => done(t("duplicates.areTwo", { a, b }), () => doubt.mutateAsync(two)), refused)
            }
          >
            {t("duplicates.apart")}
          </Button>
          <Button size="s" aria-label={t("duplicates.lookOf", { a, b })} onPress={onLook}>
            {t("duplicates.look")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What was merged stays here, so that it can be taken back long after the notice is gone. */
function Merges() {
  const { t } = useTranslation("clients/import");
  const mayEdit = useMay("edit_clients");
  const merges = useMerges();
  const undo = useUndoMerge();
  const { refused, done } = useTell();
  const open = (merges.data ?? []).filter(({ undone_at }) => !undone_at);
  if (open.length === 0) return null;
  return (
    <section className={styles.merges}>
      <h2>{t("merges.title")}</h2>
      <ul>
        {open.map(({ id, keep, drop, at, by }) => {
          const names = { a: drop.name ?? drop.key, b: keep.name ?? keep.key };
          return (
            <li key={id}>
              <span>
                {t("merges.line", names)} <small>{by}, </small>
                <small>
                  <Time at={at} />
                </small>
              </span>
              {mayEdit && (
                <Button
                  look="quiet"
                  size="s"
                  aria-label={t("merges.undoOf", names)}
                  pending={undo.isPending && undo.variables === id}
                  onPress={() => void undo.mutateAsync(id).then(() => done(t("merges.undone", names)), refused)}
                >
                  {t("merges.undo")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
