import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { clientQuery } from "../../../app/clients/queries";
import { useMay } from "../../../app/me";
import { AnchorButton, Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import { Skeleton, SkeletonRows } from "../../../ui/Skeleton";
import { type Columns, Table } from "../../../ui/Table";
import { Tabs } from "../../../ui/Tabs";
import { Capture } from "./Capture";
import { OwnErrors } from "./OwnErrors";
import styles from "./promises.module.css";
import { type Conduct, conductQuery, type Promised, promisesFile, promisesQuery, useColleagues } from "./queries";
import { KeptRate } from "./Rate";
import { Settle } from "./Settle";
import { StateWord } from "./StateWord";
import { type PromisesSearch, type PromisesTab, TABS } from "./search";

const route = getRouteApi("/shell/promises");
const EVERYBODY = "-";

/** Everything we said we would do: what is due comes first. */
export default function PromisesPage() {
  const { t } = useTranslation("loyalty/promises");
  const search: PromisesSearch = route.useSearch();
  const navigate = route.useNavigate();
  const conduct = useQuery(conductQuery(search.client));
  const tab = search.tab ?? "running";
  const data = conduct.data;
  const title = !data
    ? t("page.name")
    : data.overdue > 0
      ? t("page.titleOverdue", { count: data.overdue })
      : data.running > 0
        ? t("page.titleRunning", { count: data.running })
        : t(data.rate.n > 0 ? "page.titleDone" : "page.titleNone");
  return (
    <>
      <PageHeader title={title} name={t("page.name")} pending={!data} aside={<Kept conduct={data} />}>
        {t("page.lead")}
      </PageHeader>
      <div className={styles.capture}>
        <Capture />
      </div>
      {search.client && (
        <OfClient id={search.client} onAll={() => navigate({ search: { ...search, client: undefined } })} />
      )}
      <Tabs
        label={t("page.parts")}
        selected={tab}
        onSelect={(key) =>
          navigate({ search: { ...search, tab: key === "running" ? undefined : (key as PromisesTab) }, replace: true })
        }
        items={TABS.map((key) => ({ key, label: t(`tab.${key}`) }))}
      >
        {tab === "own" ? <OwnErrors /> : <List tab={tab} search={search} />}
      </Tabs>
    </>
  );
}

/** The rate, its place while it is on its way, and nothing where nothing was ever promised. */
function Kept({ conduct }: { conduct: Conduct | undefined }) {
  if (!conduct) {
    return (
      <div className={styles.rate}>
        <Skeleton height={40} />
      </div>
    );
  }
  return conduct.rate.n + conduct.running > 0 && <KeptRate conduct={conduct} />;
}

function OfClient({ id, onAll }: { id: string; onAll: () => void }) {
  const { t } = useTranslation("loyalty/promises");
  const client = useQuery(clientQuery(id)).data;
  if (!client) return null;
  return (
    <p className={styles.of}>
      {t("page.of", { name: client.name ?? client.key })}
      <Button look="quiet" size="s" onPress={onAll}>
        {t("page.allClients")}
      </Button>
    </p>
  );
}

function List({ tab, search }: { tab: "running" | "all"; search: PromisesSearch }) {
  const { t } = useTranslation("loyalty/promises");
  const app = useTranslation();
  const navigate = route.useNavigate();
  const colleagues = useColleagues();
  const state = tab === "running" ? "running" : search.state;
  const filter = { state, who: search.who, client: search.client };
  const list = useInfiniteQuery(promisesQuery(filter));
  const columns = useColumns();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  // Where there is nothing there is nothing to choose from or to save.
  const nothing = list.isSuccess && rows.length === 0 && !search.who && !search.state && !search.client;
  return (
    <>
      {!nothing && (
        <div className={styles.tools}>
          <Select
            label={t("table.who")}
            options={[
              { key: EVERYBODY, label: t("page.everybody") },
              ...(colleagues.data ?? []).map(({ id, name }) => ({ key: id, label: name })),
            ]}
            value={search.who ?? EVERYBODY}
            onChange={(key) =>
              navigate({ search: { ...search, who: key === EVERYBODY ? undefined : key }, replace: true })
            }
          />
          {tab === "all" && (
            <Select
              label={t("table.state")}
              options={[
                { key: EVERYBODY, label: t("page.anyState") },
                ...(["open", "renegotiated", "kept", "kept_late", "broken"] as const).map((key) => ({
                  key,
                  label: t(`stateName.${key}`),
                })),
              ]}
              value={search.state ?? EVERYBODY}
              onChange={(key) =>
                navigate({ search: { ...search, state: key === EVERYBODY ? undefined : key }, replace: true })
              }
            />
          )}
          <AnchorButton size="s" href={promisesFile(filter)} download="promises.csv">
            {app.t("table.csv")}
          </AnchorButton>
        </div>
      )}
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => list.refetch()} boxed />
      ) : list.isPending ? (
        <SkeletonRows rows={8} height={44} />
      ) : rows.length === 0 ? (
        <EmptyState title={t(`empty.${tab}Title`)} boxed>
          <p>{t(`empty.${tab}`)}</p>
        </EmptyState>
      ) : (
        <>
          <Table caption={t(`tab.${tab}`)} rows={rows} columns={columns} rowId={(it) => it.id} />
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button pending={list.isFetchingNextPage} onPress={() => list.fetchNextPage()}>
                {t("page.more")}
              </Button>
            </p>
          )}
        </>
      )}
    </>
  );
}

function useColumns(): Columns<Promised> {
  const { t } = useTranslation("loyalty/promises");
  const may = useMay("record_signals");
  return useMemo(
    (): Columns<Promised> => [
      {
        id: "words",
        accessorFn: (it) => it.words,
        header: t("table.words"),
        enableSorting: false,
        cell: ({ row: { original: it } }) => (
          <span className={styles.words}>
            <b>{it.words}</b>
            <small>
              <Link to="/clients/$clientId" params={{ clientId: it.client.id }}>
                {it.client.name ?? it.client.key}
              </Link>
              {it.contact && `, ${it.contact.name}`}
            </small>
          </span>
        ),
        meta: { phone: "full" },
      },
      {
        id: "who",
        accessorFn: (it) => it.who?.name ?? "",
        header: t("table.who"),
        sortDescFirst: false,
        meta: { width: "160px" },
      },
      {
        id: "state",
        accessorFn: (it) => it.due_at,
        header: t("table.state"),
        cell: ({ row }) => <StateWord promise={row.original} />,
        sortDescFirst: false,
        meta: { width: "240px" },
      },
      {
        id: "do",
        header: t("table.do"),
        enableSorting: false,
        cell: ({ row }) => (may ? <Settle promise={row.original} /> : null),
        meta: { phone: "acts", align: "end", width: "340px" },
      },
    ],
    [t, may],
  );
}
