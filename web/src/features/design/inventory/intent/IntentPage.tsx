import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { Button, LinkButton } from "../../../../ui/Button";
import { ChartFrame } from "../../../../ui/charts/ChartFrame";
import type { Twin } from "../../../../ui/charts/twin";
import { EmptyState } from "../../../../ui/EmptyState";
import { ErrorState } from "../../../../ui/ErrorState";
import { PageHeader } from "../../../../ui/PageHeader";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { Segmented } from "../../../../ui/Tabs";
import { Pages } from "../PageHead";
import page from "../page.module.css";
import { useComparisons, useIntentionality } from "../queries";
import type { Comparison, Intention, Intentionality } from "../types";
import { useView } from "../useView";
import { ComparisonDialog } from "./ComparisonDialog";
import { Comparisons } from "./Comparisons";
import { DotPairs, pairsHeight } from "./DotPairs";
import { type IntentOrder, intentRows, MOST_ROWS, telling } from "./intent";
import styles from "./intent.module.css";

const ORDERS = ["gap", "importance", "place"] as const;

/** Where we try harder than others do, and where nobody tries: ours against the industry's. */
export default function IntentPage() {
  const { t } = useTranslation("design/inventory");
  const intentionality = useIntentionality();
  const comparisons = useComparisons();
  const failed = [intentionality, comparisons].find((one) => one.isError);
  if (failed?.error) return <ErrorState level={1} error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!intentionality.data || !comparisons.data) {
    return (
      <div aria-busy="true">
        <h1 className="sr">{t("page.loading")}</h1>
        <SkeletonRows rows={12} height={28} />
      </div>
    );
  }
  return <Content intentionality={intentionality.data} comparisons={comparisons.data} />;
}

interface Props {
  readonly intentionality: Intentionality;
  readonly comparisons: readonly Comparison[];
}

function Content({ intentionality, comparisons }: Props) {
  const { t } = useTranslation("design/inventory");
  const format = useFormat();
  const { organization } = useMe();
  const mayEdit = useMay("edit_design");
  const [view, setView] = useView();
  const [editing, setEditing] = useState<{ touchpoint: Intention; comparison?: Comparison } | null>(null);
  const order: IntentOrder = ORDERS.find((one) => one === view.sort) ?? "gap";
  const { items } = intentionality;
  const by = new Map(items.map((one) => [one.id, one]));
  const lists = {
    over: intentionality.over_managed.flatMap((id) => by.get(id) ?? []),
    ignored: intentionality.ignored_by_others.flatMap((id) => by.get(id) ?? []),
  };
  const known = items.filter(({ ours, industry }) => ours !== null || industry !== null);
  const rows = intentRows(known, order);
  const drawn = view.view === "all" ? rows : telling(rows, order);
  const unknown = items.length - known.length;
  const most = lists.over[0];
  const gift = lists.ignored[0];
  const title =
    items.length === 0 || known.length === 0
      ? t("intent.none")
      : gift
        ? t("intent.titleIgnored", { count: lists.ignored.length - 1, label: gift.label })
        : most
          ? t("intent.titleOver", { label: most.label })
          : t("intent.titleEven");
  const from = (row: Intention): string => {
    switch (row.industry_from) {
      case "comparisons":
        return t("intent.compared", { count: row.n });
      case "assumed":
        return t("intent.assumed");
      case "unknown":
        return t("intent.unknown");
    }
  };
  const number = (value: number | null) => (value === null ? null : { text: format.decimal(value, 1), value });
  const twin: Twin = {
    columns: [
      { key: "label", label: t("list.columns.touchpoint") },
      { key: "importance", label: t("field.importance"), numeric: true },
      { key: "ours", label: t("intent.ours"), numeric: true },
      { key: "oursFrom", label: t("intent.oursFrom") },
      { key: "industry", label: t("intent.industry"), numeric: true },
      { key: "industryFrom", label: t("intent.industryFrom") },
      { key: "n", label: t("intent.n"), numeric: true },
      { key: "over", label: t("intent.over"), numeric: true },
      { key: "ignored", label: t("intent.ignored"), numeric: true },
    ],
    rows: rows.map((row) => ({
      label: row.label,
      importance: number(row.importance),
      ours: number(row.ours),
      oursFrom: t(`intent.from.${row.ours_from}`),
      industry: number(row.industry),
      industryFrom: from(row),
      n: { text: format.count(row.n), value: row.n },
      over: number(row.over_manage),
      ignored: number(row.ignored),
    })),
  };
  return (
    <div className={page.page}>
      <PageHeader above={<Pages />} name={t("page.intent")} title={title}>
        {t("intent.lede")}
      </PageHeader>
      {known.length === 0 ? (
        <EmptyState
          boxed
          title={t("intent.emptyTitle")}
          action={
            <LinkButton to="/inventory" look="go">
              {t("intent.emptyGo")}
            </LinkButton>
          }
        >
          <p>{t("intent.empty")}</p>
        </EmptyState>
      ) : (
        <div className={styles.cols}>
          <div className={styles.chart}>
            <div className={styles.tools}>
              <Segmented
                label={t("intent.sort")}
                items={ORDERS.map((key) => ({ key, label: t(`intent.sortBy.${key}`) }))}
                selected={order}
                onSelect={(key) => setView({ sort: key === "gap" ? undefined : key })}
              />
              {rows.length > MOST_ROWS && (
                <Button look="quiet" onPress={() => setView({ view: view.view === "all" ? undefined : "all" })}>
                  {view.view === "all" ? t("intent.fewer") : t("intent.all", { count: rows.length })}
                </Button>
              )}
            </div>
            <ChartFrame
              title={t("intent.chart")}
              caption={t("intent.caption", {
                count: rows.length,
                over: lists.over.length,
                ignored: lists.ignored.length,
              })}
              twin={twin}
              source={organization.name}
              height={pairsHeight(drawn.length)}
              note={
                <>
                  {t("intent.note")}
                  {unknown > 0 && ` ${t("intent.unjudged", { count: unknown })}`}
                </>
              }
            >
              {(width) => <DotPairs rows={drawn} width={width} label={t("intent.chart")} />}
            </ChartFrame>
          </div>
          <div className={styles.lists}>
            <Ranking
              title={t("intent.overTitle")}
              why={t("intent.overWhy")}
              none={t("intent.overNone")}
              rows={lists.over}
              value={(row) => row.over_manage}
              onCompare={mayEdit ? (touchpoint) => setEditing({ touchpoint }) : null}
            />
            <Ranking
              title={t("intent.ignoredTitle")}
              why={t("intent.ignoredWhy")}
              none={t("intent.ignoredNone")}
              rows={lists.ignored}
              value={(row) => row.ignored}
              onCompare={mayEdit ? (touchpoint) => setEditing({ touchpoint }) : null}
            />
          </div>
        </div>
      )}
      {items.length > 0 && (
        <Comparisons
          comparisons={comparisons}
          items={items}
          mayEdit={mayEdit}
          onEdit={(touchpoint, comparison) => setEditing(comparison ? { touchpoint, comparison } : { touchpoint })}
        />
      )}
      {editing && (
        <ComparisonDialog
          items={items}
          touchpoint={editing.touchpoint}
          {...(editing.comparison ? { comparison: editing.comparison } : {})}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

interface RankingProps {
  readonly title: string;
  readonly why: string;
  readonly none: string;
  readonly rows: readonly Intention[];
  readonly value: (row: Intention) => number | null;
  readonly onCompare: ((row: Intention) => void) | null;
}

/** As many as somebody would act on; the chart has them all. */
const SHOWN = 7;

function Ranking({ title, why, none, rows, value, onCompare }: RankingProps) {
  const { t } = useTranslation("design/inventory");
  const format = useFormat();
  return (
    <section className={styles.ranking}>
      <h2>{title}</h2>
      <p>{why}</p>
      {rows.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <ol>
          {rows.slice(0, SHOWN).map((row) => (
            <li key={row.id}>
              {onCompare ? (
                <button
                  type="button"
                  onClick={() => onCompare(row)}
                  aria-label={t("intent.compareNamed", { label: row.label })}
                >
                  {row.label}
                </button>
              ) : (
                <span>{row.label}</span>
              )}
              <span className={styles.points}>
                <b>{format.signed(value(row) ?? 0, 0)}</b>{" "}
                <small>{row.industry_from === "comparisons" ? format.sample(row.n) : t("intent.assumed")}</small>
              </span>
            </li>
          ))}
        </ol>
      )}
      {rows.length > SHOWN && <p className="small soft">{t("intent.more", { count: rows.length - SHOWN })}</p>}
    </section>
  );
}
