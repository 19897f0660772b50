import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { Sign } from "../../../ui/Sign";
import { SkeletonRows } from "../../../ui/Skeleton";
import { type Columns, Table } from "../../../ui/Table";
import { Time } from "../../../ui/Time";
import { type ClientRow, type Filters, useClients } from "../queries";
import styles from "./list.module.css";

export function ClientList({ filters }: { filters: Filters }) {
  const { t } = useTranslation("clients");
  const clients = useClients(filters);
  const columns = useColumns();
  if (clients.isError) return <ErrorState error={clients.error} onRetry={() => void clients.refetch()} />;
  if (!clients.data) return <SkeletonRows rows={10} height={32} />;
  const rows = clients.data.pages.flatMap(({ items }) => items);
  const filtered = Object.values(filters).some((value) => value !== undefined);
  if (rows.length === 0)
    return (
      <EmptyState title={t(filtered ? "list.noMatchTitle" : "list.emptyTitle")}>
        <p>{t(filtered ? "list.noMatch" : "list.empty")}</p>
      </EmptyState>
    );
  return (
    <div aria-busy={clients.isPlaceholderData}>
      <Table caption={t("list.caption")} rows={rows} columns={columns} rowId={({ id }) => id} />
      {clients.hasNextPage && (
        <div className={styles.more}>
          <Button pending={clients.isFetchingNextPage} onPress={() => void clients.fetchNextPage()}>
            {t("list.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function useColumns(): Columns<ClientRow> {
  const { t } = useTranslation("clients");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("list.client"),
        cell: ({ row: { original } }) => (
          <span className={styles.who}>
            <Link to="/clients/$clientId" params={{ clientId: original.id }}>
              {original.name ?? original.key}
            </Link>
            <small>{[original.kind && t(`kind.${original.kind}`), original.email].filter(Boolean).join(" · ")}</small>
          </span>
        ),
        meta: { phone: "title" },
      },
      {
        id: "standing",
        header: t("list.standing"),
        cell: ({ row: { original } }) => (
          <span className={styles.standing} data-standing={original.standing ?? "unknown"}>
            <Sign standing={original.standing ?? "unknown"} size={11} />{" "}
            {t(`standing.${original.standing ?? "unknown"}`)}
          </span>
        ),
        meta: { width: "140px" },
      },
      {
        id: "tier",
        header: t("list.tier"),
        cell: ({ row }) => row.original.tier?.label ?? "",
        meta: { width: "150px" },
      },
      {
        id: "owner",
        header: t("list.owner"),
        cell: ({ row }) => row.original.owner?.name ?? "",
        meta: { width: "170px" },
      },
      {
        id: "touch",
        header: t("list.lastTouch"),
        cell: ({ row: { original } }) =>
          original.last_touch_at ? (
            <Time at={original.last_touch_at} />
          ) : (
            <span className="soft">{t("strip.never")}</span>
          ),
        meta: { width: "160px" },
      },
    ],
    [t],
  );
}
