import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { type Columns, Table } from "../../../ui/Table";
import { Time } from "../../../ui/Time";
import { StandingWord } from "../parts/StandingWord";
import { type ClientRow, type Filters, useClients } from "../queries";
import styles from "./list.module.css";

export function ClientList({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const mayEdit = useMay("edit_clients");
  const clients = useClients(filters);
  const rows = clients.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useColumns(rows.some(({ standing }) => standing));
  if (clients.isError) return <ErrorState error={clients.error} onRetry={() => void clients.refetch()} />;
  if (!clients.data) return <SkeletonRows rows={10} height={32} />;
  const { sort: _, ...narrowing } = filters;
  const filtered = Object.values(narrowing).some((value) => value !== undefined);
  if (rows.length === 0)
    return filtered ? (
      <EmptyState title={t("list.noMatchTitle")} action={<Button onPress={onClear}>{t("list.showAll")}</Button>}>
        <p>{t("list.noMatch")}</p>
      </EmptyState>
    ) : (
      <EmptyState
        title={t("list.emptyTitle")}
        action={
          mayEdit && (
            <LinkButton to="/clients/import" look="go">
              {t("list.import")}
            </LinkButton>
          )
        }
      >
        <p>{t("list.empty")}</p>
      </EmptyState>
    );
  return (
    <div aria-busy={clients.isPlaceholderData}>
      <Table caption={t("list.caption")} rows={rows} columns={columns} rowId={({ id }) => id} />
      <div className={styles.more}>
        <span aria-live="polite">
          {t(clients.hasNextPage ? "list.shownOfMore" : "list.shownAll", {
            count: rows.length,
            n: format.count(rows.length),
          })}
        </span>
        {clients.hasNextPage && (
          <More pending={clients.isFetchingNextPage} onMore={() => void clients.fetchNextPage()} />
        )}
      </div>
    </div>
  );
}

/** Loads the next page when it comes into view; the button is for keyboards, and for who stops scrolling here. */
function More({ pending, onMore }: { pending: boolean; onMore: () => void }) {
  const { t } = useTranslation("clients");
  const mark = useRef<HTMLSpanElement>(null);
  const more = useRef(onMore);
  more.current = onMore;
  useEffect(() => {
    if (!mark.current || pending) return;
    const seen = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && more.current(),
      { rootMargin: "200px" },
    );
    seen.observe(mark.current);
    return () => seen.disconnect();
  }, [pending]);
  return (
    <>
      <span ref={mark} />
      <Button pending={pending} onPress={onMore}>
        {t("list.more")}
      </Button>
    </>
  );
}

function useColumns(withStanding: boolean): Columns<ClientRow> {
  const { t } = useTranslation("clients");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("list.client"),
        enableSorting: false,
        cell: ({ row: { original } }) => (
          <span className={styles.who}>
            <Link to="/clients/$clientId" params={{ clientId: original.id }}>
              {original.name ?? original.key}
            </Link>
            <small>
              {[t(`kind.${original.kind}`), original.name && original.key, original.email].filter(Boolean).join(" · ")}
              <span className={styles.phone}>
                {[original.tier?.label, original.owner?.name].flatMap((each) => (each ? [` · ${each}`] : []))}
              </span>
            </small>
          </span>
        ),
        meta: { phone: "title" },
      },
      ...(withStanding
        ? [
            {
              id: "standing",
              header: t("list.standing"),
              enableSorting: false,
              cell: ({ row }: { row: { original: ClientRow } }) => (
                <StandingWord standing={row.original.standing ?? "unknown"} />
              ),
              meta: { width: "150px", phone: "aside" as const },
            },
          ]
        : []),
      {
        id: "tier",
        header: t("list.tier"),
        enableSorting: false,
        cell: ({ row }) => row.original.tier?.label ?? "",
        meta: { width: "140px", phone: "hidden" },
      },
      {
        id: "owner",
        header: t("list.owner"),
        enableSorting: false,
        cell: ({ row }) => row.original.owner?.name ?? "",
        meta: { width: "180px", phone: "hidden" },
      },
      {
        id: "touch",
        header: t("list.lastTouch"),
        enableSorting: false,
        cell: ({ row: { original } }) =>
          original.last_touch_at ? (
            <Time at={original.last_touch_at} />
          ) : (
            <span className="soft">{t("strip.never")}</span>
          ),
        meta: { width: "160px" },
      },
    ],
    [t, withStanding],
  );
}
