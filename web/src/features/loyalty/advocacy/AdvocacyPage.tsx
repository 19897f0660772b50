import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { SkeletonRows } from "../../../ui/Skeleton";
import { type Columns, Table } from "../../../ui/Table";
import { Tabs } from "../../../ui/Tabs";
import { useTell } from "../../../ui/useTell";
import styles from "./advocacy.module.css";
import { Growth } from "./Growth";
import { NoteAdvocacy } from "./NoteAdvocacy";
import { NoteDeparture } from "./NoteDeparture";
import {
  type Advocacy,
  advocacyQuery,
  countsQuery,
  type Departure,
  departuresQuery,
  useRestoreAdvocacy,
  useRestoreDeparture,
  useWithdrawAdvocacy,
  useWithdrawDeparture,
} from "./queries";

/** What stands beside these signs are our words, not the client's. */
const OURS: ReadonlySet<string> = new Set(["broken_promise", "late_promise", "found_error"]);

/** The texts' names of what brings an act about: an underscore would read as a plural there. */
const CAUSED = { touch: "touch", plus_one: "plusOne", touchpoint: "touchpoint" } as const;

const route = getRouteApi("/shell/advocacy");

/** Who speaks for us and what of ours made them; who left, and what of ours made them. */
export default function AdvocacyPage() {
  const { t } = useTranslation("loyalty/advocacy");
  const { tab = "acts" } = route.useSearch();
  const navigate = route.useNavigate();
  const format = useFormat();
  const may = useMay("record_signals");
  const counts = useQuery(countsQuery).data;
  const [noting, setNoting] = useState<"act" | "departure" | null>(null);
  const spoke = counts?.acts.count ?? 0;
  const left = counts?.departures.count ?? 0;
  return (
    <>
      <PageHeader
        title={
          !counts
            ? t("page.name")
            : spoke + left === 0
              ? t("page.titleNone")
              : t("page.title", {
                  spoke: t("page.spoke", { count: spoke, n: format.count(spoke) }),
                  left: t("page.left", { count: left, n: format.count(left) }),
                })
        }
        name={t("page.name")}
        pending={!counts}
        aside={
          may && (
            <>
              <Button onPress={() => setNoting("departure")}>{t("departure.note")}</Button>
              <Button look="go" onPress={() => setNoting("act")}>
                {t("note.open")}
              </Button>
            </>
          )
        }
      >
        {counts && counts.acts.count > 0 ? (
          <p>
            {t("page.who", { count: counts.acts.n, n: format.count(counts.acts.n) })}{" "}
            {format.list(
              (["referrals", "reviews", "references"] as const)
                .filter((kind) => counts[kind].count > 0)
                .map((kind) => t(`page.${kind}`, { count: counts[kind].count, n: format.count(counts[kind].count) })),
            )}
            . {t("page.lead")}
          </p>
        ) : (
          t("page.lead")
        )}
      </PageHeader>
      <Growth />
      <Tabs
        label={t("page.parts")}
        selected={tab}
        onSelect={(key) => navigate({ search: key === "acts" ? {} : { tab: "departures" }, replace: true })}
        items={[
          { key: "acts", label: t("page.acts"), count: counts && format.count(spoke), panel: <Acts /> },
          {
            key: "departures",
            label: t("page.departures"),
            count: counts && format.count(left),
            panel: <Departures />,
          },
        ]}
      />
      {noting === "act" && <NoteAdvocacy onClose={() => setNoting(null)} />}
      {noting === "departure" && <NoteDeparture onClose={() => setNoting(null)} />}
    </>
  );
}

function Acts() {
  const { t } = useTranslation("loyalty/advocacy");
  const format = useFormat();
  const acts = useInfiniteQuery(advocacyQuery());
  const may = useMay("record_signals");
  const columns = useMemo(
    (): Columns<Advocacy> => [
      {
        id: "client",
        accessorFn: (it) => it.client.name ?? it.client.key,
        header: t("table.client"),
        cell: ({ row: { original: it } }) => (
          <Link to="/clients/$clientId" params={{ clientId: it.client.id }} className={styles.who}>
            {it.client.name ?? it.client.key}
          </Link>
        ),
        sortDescFirst: false,
        meta: { phone: "title" },
      },
      { id: "kind", accessorFn: (it) => t(`kind.${it.kind}`), header: t("table.kind"), enableSorting: false },
      {
        id: "at",
        accessorFn: (it) => it.at,
        header: t("table.at"),
        cell: ({ row: { original: it } }) => format.day(it.at),
        meta: { width: "150px" },
      },
      {
        id: "cause",
        accessorFn: (it) => it.caused_by?.label ?? "",
        header: t("table.cause"),
        enableSorting: false,
        cell: ({ row: { original: it } }) =>
          it.caused_by ? (
            <span>
              {it.caused_by.label} <small className="faint">{t(`causedBy.${CAUSED[it.caused_by.kind]}`)}</small>
            </span>
          ) : (
            <span className="soft">{t("table.noCause")}</span>
          ),
      },
      {
        id: "words",
        accessorFn: (it) => it.words,
        header: t("table.words"),
        enableSorting: false,
        cell: ({ row: { original: it } }) => it.words && <ClientWords size="s">{it.words}</ClientWords>,
        meta: { phone: "full" },
      },
      {
        id: "brought",
        accessorFn: (it) => it.new_client?.name ?? it.new_client?.key ?? "",
        header: t("table.brought"),
        enableSorting: false,
      },
      {
        id: "do",
        header: t("table.do"),
        enableSorting: false,
        cell: ({ row: { original: it } }) => (may ? <WithdrawAct act={it} /> : null),
        meta: { csv: false, align: "end", phone: "acts" },
      },
    ],
    [t, format, may],
  );
  if (acts.error) return <ErrorState error={acts.error} onRetry={() => acts.refetch()} boxed />;
  if (!acts.data) return <SkeletonRows rows={6} height={36} />;
  const rows = acts.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return (
      <EmptyState title={t("empty.actsTitle")} boxed>
        <p>{t("empty.acts")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.tools}>
        <AnchorButton href="/v1/export/advocacy.csv" download="advocacy.csv">
          {t("page.csv")}
        </AnchorButton>
      </div>
      <Table caption={t("page.acts")} rows={rows} columns={columns} rowId={(it) => it.id} />
      <More list={acts} />
    </>
  );
}

type Growing = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

function More({ list }: { list: Growing }) {
  const { t } = useTranslation("loyalty/advocacy");
  if (!list.hasNextPage) return null;
  return (
    <p className={styles.more}>
      <Button pending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
        {t("page.more")}
      </Button>
    </p>
  );
}

function WithdrawAct({ act }: { act: Advocacy }) {
  const { t } = useTranslation("loyalty/advocacy");
  const withdraw = useWithdrawAdvocacy();
  const restore = useRestoreAdvocacy();
  const tell = useTell();
  return (
    <Button
      look="quiet"
      size="s"
      pending={withdraw.isPending}
      aria-label={t("table.withdrawOf", { client: act.client.name ?? act.client.key })}
      // Its row is gone by the time the answer is there.
      onPress={() =>
        void withdraw
          .mutateAsync(act.id)
          .then(() => tell.done(t("table.withdrawn"), () => restore.mutateAsync(act.id)), tell.refused)
      }
    >
      {t("table.withdraw")}
    </Button>
  );
}

function Departures() {
  const { t } = useTranslation("loyalty/advocacy");
  const format = useFormat();
  const departures = useInfiniteQuery(departuresQuery());
  const may = useMay("record_signals");
  const columns = useMemo((): Columns<Departure> => {
    const causes = (it: Departure) => format.list(it.causes.map(({ code }) => t(`cause.${code}`)));
    return [
      {
        id: "client",
        accessorFn: (it) => it.client.name ?? it.client.key,
        header: t("table.client"),
        cell: ({ row: { original: it } }) => (
          <Link to="/clients/$clientId" params={{ clientId: it.client.id }}>
            {it.client.name ?? it.client.key}
          </Link>
        ),
        sortDescFirst: false,
        meta: { phone: "title" },
      },
      {
        id: "at",
        accessorFn: (it) => it.at,
        header: t("table.left"),
        cell: ({ row: { original: it } }) => format.day(it.at),
        meta: { width: "150px" },
      },
      {
        id: "causes",
        accessorFn: causes,
        header: t("table.ours"),
        enableSorting: false,
        cell: ({ row: { original: it } }) => (
          <ul>
            {it.causes.map(({ code, words }) => (
              <li key={code}>
                {t(`cause.${code}`)}
                {words && <small className={styles.under}>{words}</small>}
              </li>
            ))}
          </ul>
        ),
        meta: { phone: "full" },
      },
      {
        id: "missed",
        accessorFn: (it) => it.missed?.at ?? "",
        header: t("table.missed"),
        cell: ({ row: { original: it } }) =>
          it.missed ? (
            <div>
              {format.day(it.missed.at)}
              <small className={styles.under}>{t(`sign.${it.missed.kind}`)}</small>
              {it.missed.words && (
                <small className={styles.under}>
                  {OURS.has(it.missed.kind) ? it.missed.words : <ClientWords size="s">{it.missed.words}</ClientWords>}
                </small>
              )}
            </div>
          ) : (
            <span className="soft">{t("table.noMissed")}</span>
          ),
      },
      {
        id: "warning",
        accessorFn: (it) => it.warning_days,
        header: t("table.warning"),
        cell: ({ row: { original: it } }) =>
          it.warning_days === null ? null : t("table.days", { count: it.warning_days }),
        meta: { align: "end", width: "120px" },
      },
      {
        id: "do",
        header: t("table.do"),
        enableSorting: false,
        cell: ({ row: { original: it } }) => (may ? <WithdrawDeparture departure={it} /> : null),
        meta: { csv: false, align: "end", phone: "acts" },
      },
    ];
  }, [t, format, may]);
  if (departures.error) return <ErrorState error={departures.error} onRetry={() => departures.refetch()} boxed />;
  if (!departures.data) return <SkeletonRows rows={6} height={36} />;
  const rows = departures.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return (
      <EmptyState title={t("empty.departuresTitle")} boxed>
        <p>{t("empty.departures")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.tools}>
        <AnchorButton href="/v1/export/departures.csv" download="departures.csv">
          {t("page.csv")}
        </AnchorButton>
      </div>
      <Table caption={t("page.departures")} rows={rows} columns={columns} rowId={(it) => it.id} />
      <More list={departures} />
    </>
  );
}

function WithdrawDeparture({ departure }: { departure: Departure }) {
  const { t } = useTranslation("loyalty/advocacy");
  const withdraw = useWithdrawDeparture();
  const restore = useRestoreDeparture();
  const tell = useTell();
  return (
    <Button
      look="quiet"
      size="s"
      pending={withdraw.isPending}
      aria-label={t("table.withdrawOf", { client: departure.client.name ?? departure.client.key })}
      // Its row is gone by the time the answer is there.
      onPress={() =>
        void withdraw
          .mutateAsync(departure.id)
          .then(() => tell.done(t("table.withdrawn"), () => restore.mutateAsync(departure.id)), tell.refused)
      }
    >
      {t("table.withdraw")}
    </Button>
  );
}
