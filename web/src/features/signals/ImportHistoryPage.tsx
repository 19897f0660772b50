import { Link } from "@tanstack/react-router";
import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../app/me";
import { useFormat } from "../../lib/useFormat";
import { LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { SkeletonRows } from "../../ui/Skeleton";
import { CsvButton, Table } from "../../ui/Table";
import { Time } from "../../ui/Time";
import styles from "./History.module.css";
import { rejectsLink, useImports } from "./queries";
import { StateWord } from "./run/StateWord";
import { UndoButton } from "./run/UndoButton";
import { type Import, running } from "./types";

/** What came in, when, by whom, and the way back for each. */
export default function ImportHistoryPage() {
  const { t } = useTranslation("signals");
  const may = useMay("run_imports");
  const imports = useImports();
  const columns = useColumns(may);
  const start = may && (
    <LinkButton look="go" to="/import/new">
      {t("history.new")}
    </LinkButton>
  );
  if (imports.error) return <ErrorState level={1} error={imports.error} onRetry={() => void imports.refetch()} />;
  const rows = imports.data;
  if (rows?.length === 0) {
    return (
      <EmptyState level={1} title={t("history.emptyTitle")} action={start}>
        <div className={styles.lead}>
          <p>{t("history.emptyWhat")}</p>
          <p>{t(may ? "history.emptyHow" : "forbidden.what")}</p>
        </div>
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        name={t("history.name")}
        title={rows ? headline(t, rows) : t("history.name")}
        aside={
          rows && (
            <>
              <CsvButton name="imports" rows={rows} columns={columns} />
              {start}
            </>
          )
        }
      >
        <p>{t("history.lead")}</p>
      </PageHeader>
      {rows ? (
        <Table caption={t("history.name")} rows={rows} columns={columns} rowId={(one) => one.id} />
      ) : (
        <div role="status" aria-label={t("loading")}>
          <SkeletonRows rows={6} height={40} />
        </div>
      )}
    </>
  );
}

function headline(t: ReturnType<typeof useTranslation<"signals">>["t"], rows: readonly Import[]): string {
  const now = rows.filter((one) => running(one.state)).length;
  if (now > 0) return t("history.titleRunning", { count: now });
  return t("history.title", { count: rows.filter((one) => one.state === "done").length });
}

const column = createColumnHelper<Import>();

function useColumns(may: boolean) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const { organization } = useMe();
  return useMemo(
    () => [
      column.accessor("file_name", {
        header: t("history.file"),
        meta: { phone: "title", width: "30%" },
        cell: ({ row: { original: one } }) => (
          <span className={styles.file}>
            <Link to="/import/$id" params={{ id: one.id }}>
              {one.file_name}
            </Link>
            <small>{one.mapping_name ?? one.source}</small>
          </span>
        ),
      }),
      column.accessor("state", {
        header: t("history.state"),
        meta: { phone: "aside" },
        cell: ({ row: { original: one } }) => <StateWord one={one} />,
      }),
      column.accessor((one) => one.started_at ?? "", {
        id: "when",
        header: t("history.when"),
        cell: ({ row: { original: one } }) =>
          one.started_at && (
            <span className={styles.when}>
              <Time at={one.started_at} zone={organization.time_zone} />
              {one.by && <small>{one.by}</small>}
            </span>
          ),
      }),
      column.accessor("imported", {
        header: t("history.imported"),
        meta: { align: "end" },
        cell: ({ getValue }) => format.count(getValue()),
      }),
      column.accessor((one) => one.unchanged + one.conflicts, {
        id: "same",
        header: t("history.same"),
        meta: { align: "end" },
        cell: ({ getValue }) => format.count(getValue()),
      }),
      column.accessor("rejected", {
        header: t("history.rejected"),
        meta: { align: "end" },
        cell: ({ row: { original: one } }) =>
          one.rejected + one.conflicts > 0 && !running(one.state) ? (
            <a
              href={rejectsLink(one.id)}
              download
              aria-label={t("history.fetchRejects", {
                count: one.rejected,
                words: format.count(one.rejected),
                file: one.file_name,
              })}
            >
              {format.count(one.rejected)}
            </a>
          ) : (
            format.count(one.rejected)
          ),
      }),
      column.display({
        id: "undo",
        header: () => <span className="sr">{t("history.acts")}</span>,
        meta: { align: "end", phone: "full", csv: false },
        cell: ({ row: { original: one } }) =>
          may &&
          (one.state === "done" || one.state === "cancelled") &&
          one.imported > 0 && <UndoButton one={one} small />,
      }),
    ],
    [t, format, organization.time_zone, may],
  ) as import("@tanstack/react-table").ColumnDef<Import, never>[];
}
