import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { Select } from "../../../ui/Select";
import { SkeletonRows } from "../../../ui/Skeleton";
import { type Columns, Table } from "../../../ui/Table";
import { ExpectationDialog } from "./ExpectationDialog";
import styles from "./expectations.module.css";
import { Ball } from "./iceberg/IcebergDrawing";
import { type Expectation, ledgerFile, ledgerQuery } from "./queries";
import { type ExpectationsSearch, LEVELS, STATUSES } from "./search";
import { isOwn, knownOf } from "./state";
import { useExpectationWords } from "./useExpectationWords";

const route = getRouteApi("/shell/expectations");
const ANY = "any";

/** Every expectation of every client, in a row each. */
export function Ledger({ search }: { search: ExpectationsSearch }) {
  const { t } = useTranslation("loyalty/expectations");
  const app = useTranslation();
  const navigate = route.useNavigate();
  const filter = { status: search.status, depth: search.depth, level: search.level };
  const ledger = useInfiniteQuery(ledgerQuery(filter));
  const [opened, setOpened] = useState<string | null>(null);
  const columns = useColumns(setOpened);
  const rows = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = rows.find((it) => it.id === opened);
  const pick = (name: "status" | "depth" | "level") => (key: string) =>
    navigate({ search: { ...search, [name]: key === ANY ? undefined : key }, replace: true });
  return (
    <>
      <div className={styles.tools}>
        <Select
          label={t("ledger.status")}
          options={[
            { key: ANY, label: t("ledger.any") },
            ...STATUSES.map((key) => ({
              key,
              label: t(`status.${key}`),
            })),
          ]}
          value={search.status ?? ANY}
          onChange={pick("status")}
        />
        <Select
          label={t("table.depth")}
          options={[
            { key: ANY, label: t("ledger.any") },
            ...(["1", "2", "3"] as const).map((key) => ({ key, label: t(`depth.${key}`) })),
          ]}
          value={search.depth ?? ANY}
          onChange={pick("depth")}
        />
        <Select
          label={t("table.level")}
          options={[{ key: ANY, label: t("ledger.any") }, ...LEVELS.map((key) => ({ key, label: t(`level.${key}`) }))]}
          value={search.level ?? ANY}
          onChange={pick("level")}
        />
        <AnchorButton size="s" href={ledgerFile(filter)} download="expectations.csv">
          {app.t("table.csv")}
        </AnchorButton>
      </div>
      {ledger.error ? (
        <ErrorState error={ledger.error} onRetry={() => ledger.refetch()} boxed />
      ) : ledger.isPending ? (
        <SkeletonRows rows={8} height={36} />
      ) : rows.length === 0 ? (
        <EmptyState title={t("ledger.noneTitle")} boxed>
          <p>{t("ledger.none")}</p>
        </EmptyState>
      ) : (
        <>
          <Table caption={t("ledger.caption")} rows={rows} columns={columns} rowId={(it) => it.id} />
          {ledger.hasNextPage && (
            <p className={styles.more}>
              <Button pending={ledger.isFetchingNextPage} onPress={() => ledger.fetchNextPage()}>
                {t("ledger.more")}
              </Button>
            </p>
          )}
        </>
      )}
      {chosen && <ExpectationDialog expectation={chosen} onClose={() => setOpened(null)} />}
    </>
  );
}

function useColumns(onOpen: (id: string) => void): Columns<Expectation> {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const words = useExpectationWords();
  return useMemo(
    (): Columns<Expectation> => [
      {
        id: "words",
        accessorFn: (it) => it.words,
        header: t("table.words"),
        cell: ({ row: { original: it } }) => (
          <ClientWords guess={isOwn(it) ? undefined : t("guess")} size="s">
            {it.words}
          </ClientWords>
        ),
        enableSorting: false,
        meta: { phone: "full" },
      },
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
        meta: { width: "180px" },
      },
      {
        id: "level",
        accessorFn: (it) => t(`level.${it.level}`),
        header: t("table.level"),
        enableSorting: false,
        meta: { width: "84px" },
      },
      {
        id: "depth",
        accessorFn: (it) => it.depth,
        header: t("table.depth"),
        cell: ({ row: { original: it } }) => words.depth(it),
        sortDescFirst: false,
        meta: { width: "96px" },
      },
      {
        id: "known",
        accessorFn: (it) => knownOf(it),
        header: t("table.known"),
        cell: ({ row: { original: it } }) => (
          <span className={styles.signed}>
            <svg width={14} height={14} aria-hidden="true">
              <Ball x={7} y={7} r={5} known={knownOf(it)} />
            </svg>
            {t(`knownWord.${knownOf(it)}`)}
          </span>
        ),
        enableSorting: false,
        meta: { width: "170px" },
      },
      {
        id: "confirmed",
        accessorFn: (it) => it.confirmed_at ?? "",
        header: t("table.confirmed"),
        cell: ({ row: { original: it } }) => (it.confirmed_at ? format.day(it.confirmed_at) : ""),
        meta: { width: "130px" },
      },
      {
        id: "open",
        header: t("table.do"),
        enableSorting: false,
        cell: ({ row: { original: it } }) => (
          <Button look="quiet" size="s" onPress={() => onOpen(it.id)} aria-label={t("due.openOf", { words: it.words })}>
            {t("due.open")}
          </Button>
        ),
        meta: { align: "end", phone: "acts", width: "80px" },
      },
    ],
    [t, format, words, onOpen],
  );
}
