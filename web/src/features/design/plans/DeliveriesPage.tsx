import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { everyPage } from "../../../app/every-page";
import { useMay, useMe } from "../../../app/me";
import { ProblemError } from "../../../lib/problem";
import type { DeliveriesSearch } from "../../../lib/search";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { fileName } from "../../../ui/charts/exports";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import { SkeletonRows } from "../../../ui/Skeleton";
import { type Columns, CsvButton, Table } from "../../../ui/Table";
import { TextField } from "../../../ui/TextField";
import { defectsOf } from "./Deliveries";
import styles from "./deliver.module.css";
import { matches, SHOWN, type Shown } from "./delivery";
import { FeltMark } from "./Felt";
import { Crumbs } from "./PlanPage";
import { type Delivery, type TouchpointPlan, useDeliveries, usePlan, useTouchpointId } from "./queries";

/** Every delivery of a touchpoint, by household. */
export default function DeliveriesPage() {
  const { t } = useTranslation("design/plans");
  const { key } = useParams({ strict: false }) as { key: string };
  const id = useTouchpointId(key);
  const plan = usePlan(id.data ?? "");
  const failed = [id, plan].find((one) => one.isError);
  if (failed) return <ErrorState error={failed.error} level={1} onRetry={() => void failed.refetch()} />;
  if (id.data === null) return <ErrorState error={new ProblemError({ code: "not_found" }, 404)} level={1} />;
  if (!plan.data) {
    return (
      <>
        <PageHeader title={t("list.loading")} />
        <SkeletonRows rows={10} />
      </>
    );
  }
  return <Content plan={plan.data} />;
}

function Content({ plan }: { plan: TouchpointPlan }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const mayLog = useMay("record_signals");
  const search = useSearch({ strict: false }) as DeliveriesSearch;
  const navigate = useNavigate();
  const { touchpoint } = plan;
  const pages = useDeliveries(touchpoint.id, 200);
  const shown: Shown = SHOWN.find((one) => one === search.show) ?? "all";
  const text = search.q ?? "";
  const all = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = all.filter((one) => matches(one, shown, text));
  const filtered = shown !== "all" || text !== "";
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  // A filter looks through all of them, not through those that happen to be here.
  useEffect(() => {
    if (filtered && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [filtered, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const set = (next: DeliveriesSearch) =>
    void navigate({
      to: "/touchpoints/$key/deliveries",
      params: { key: touchpoint.key },
      search: { ...search, ...next },
      replace: true,
      resetScroll: false,
    });
  const columns = useColumns();
  const broken = all.filter(({ perfect }) => perfect === false).length;
  const n = `${format.count(all.length)}${hasNextPage ? "+" : ""}`;
  const title = !pages.data
    ? t("list.loading")
    : all.length === 0
      ? t("list.none", { label: touchpoint.label })
      : broken === 0
        ? t("list.titleAll", { label: touchpoint.label, count: all.length, n })
        : t("list.title", { label: touchpoint.label, count: broken, broken: format.count(broken), n });
  return (
    <>
      <PageHeader
        title={title}
        name={t("list.name", { label: touchpoint.label })}
        above={<Crumbs plan={plan} here={t("page.deliveries")} />}
        aside={
          mayLog &&
          plan.live && (
            <LinkButton to="/touchpoints/$key/deliver" params={{ key: touchpoint.key }} look="go">
              {t("deliveries.log")}
            </LinkButton>
          )
        }
      >
        {t("list.lede")}
      </PageHeader>
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : !pages.data ? (
        <SkeletonRows rows={10} />
      ) : all.length === 0 ? (
        <EmptyState
          title={t("list.emptyTitle")}
          action={
            <LinkButton
              to={plan.live ? "/touchpoints/$key/deliver" : "/touchpoints/$key/plan"}
              params={{ key: touchpoint.key }}
              look="go"
            >
              {plan.live ? t("deliveries.log") : t("deliver.toPlan")}
            </LinkButton>
          }
        >
          {plan.live ? t("deliveries.none") : t("deliveries.noneYet")}
        </EmptyState>
      ) : (
        <>
          <div className={styles.filters}>
            <Select
              label={t("list.show")}
              options={SHOWN.map((key) => ({ key, label: t(`list.shown.${key}`) }))}
              value={shown}
              onChange={(next) => set({ show: next === "all" ? undefined : next })}
            />
            <TextField
              label={t("list.client")}
              value={text}
              onChange={(q) => set({ q: q === "" ? undefined : q })}
              type="search"
            />
            <CsvButton
              name={`${fileName(touchpoint.label)}-deliveries`}
              rows={rows}
              columns={columns}
              all={async () => (await everyPage(pages)).filter((one) => matches(one, shown, text))}
            />
          </div>
          <Table
            caption={t("deliveries.caption", { label: touchpoint.label })}
            rows={rows}
            columns={columns}
            rowId={({ id }) => id}
            dense
            empty={
              <>
                <p>{t("list.noMatch")}</p>
                <Button size="s" onPress={() => set({ show: undefined, q: undefined })}>
                  {t("list.clear")}
                </Button>
              </>
            }
          />
          {hasNextPage && !filtered && (
            <div className={styles.more}>
              <Button pending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                {t("list.more")}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

function useColumns(): Columns<Delivery> {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization } = useMe();
  return [
    {
      id: "date",
      header: t("deliveries.date"),
      accessorKey: "occurred_at",
      cell: ({ row: { original: one } }) => (
        <time dateTime={one.occurred_at} title={format.moment(one.occurred_at, organization.time_zone)}>
          {format.day(one.occurred_at, organization.time_zone)}
        </time>
      ),
      meta: { phone: "aside" },
    },
    {
      id: "client",
      header: t("deliveries.client"),
      accessorFn: ({ client }) => client.name ?? client.key,
      meta: { phone: "title" },
    },
    {
      id: "kept",
      header: t("list.kept"),
      accessorFn: ({ standards }) =>
        standards.length === 0 ? null : standards.filter(({ met }) => met).length / standards.length,
      cell: ({ row: { original: one } }) =>
        one.standards.length === 0 ? (
          <span className="soft">{t("deliveries.unchecked")}</span>
        ) : (
          t("standards.counts", {
            met: format.count(one.standards.filter(({ met }) => met).length),
            n: format.count(one.standards.length),
          })
        ),
      meta: {
        csv: ({ standards }) =>
          standards.length === 0 ? null : `${standards.filter(({ met }) => met).length}/${standards.length}`,
      },
    },
    {
      id: "defects",
      header: t("deliveries.defects"),
      enableSorting: false,
      accessorFn: (one) => defectsOf(one).join("; "),
      cell: ({ row: { original: one } }) => {
        const words = defectsOf(one);
        const made = one.defects.filter(({ recovered }) => recovered).length;
        if (words.length === 0)
          return <span className="soft">{one.perfect === null ? "–" : t("deliveries.noDefect")}</span>;
        return (
          <>
            {words.join(", ")}
            {made > 0 && <small className="soft"> {t("list.recovered", { count: made, n: format.count(made) })}</small>}
          </>
        );
      },
      meta: { phone: "full" },
    },
    {
      id: "own",
      header: t("list.own"),
      accessorKey: "self_score",
      cell: ({ row: { original: one } }) => (one.self_score === null ? "–" : format.signed(one.self_score, 0)),
      meta: { align: "end" },
    },
    {
      id: "felt",
      header: t("deliveries.felt"),
      accessorFn: ({ felt }) => felt?.perception ?? null,
      cell: ({ row: { original: one } }) => <FeltMark perception={one.felt?.perception} waits={one.felt_waits} />,
      meta: { align: "end" },
    },
    {
      id: "words",
      header: t("list.words"),
      enableSorting: false,
      accessorFn: ({ felt }) => felt?.words ?? "",
      cell: ({ row: { original: one } }) =>
        one.felt?.words ? <span className={styles.words}>{t("logged.quote", { words: one.felt.words })}</span> : null,
      meta: { phone: "full" },
    },
    {
      id: "note",
      header: t("deliver.note"),
      enableSorting: false,
      accessorFn: ({ note }) => note ?? "",
      meta: { fileOnly: true },
    },
    {
      id: "version",
      header: t("list.version"),
      enableSorting: false,
      accessorFn: ({ plan_version: version }) => version,
      meta: { fileOnly: true },
    },
  ];
}
