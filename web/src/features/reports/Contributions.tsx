import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/useFormat";
import { type Columns, CsvButton, Table } from "../../ui/Table";
import styles from "./programme.module.css";
import type { Contribution } from "./queries";

/** What each department owns, signs and delivers. Departments, never colleagues. */
export function Contributions({ rows }: { rows: readonly Contribution[] }) {
  const { t } = useTranslation("reports");
  const columns = useColumns();
  return (
    <section className={styles.matrix}>
      <header>
        <h2>{t("matrix.title")}</h2>
        {rows.length > 0 && <CsvButton name="contributions" rows={rows} columns={columns} />}
      </header>
      <p className="soft">{t("matrix.what")}</p>
      <Table
        caption={t("matrix.title")}
        rows={rows}
        columns={columns}
        rowId={(row) => row.department ?? ""}
        empty={t("matrix.empty")}
      />
    </section>
  );
}

function useColumns(): Columns<Contribution> {
  const { t } = useTranslation("reports");
  const format = useFormat();
  return useMemo(() => {
    const amount = (id: "owns" | "planned" | "delivers") => ({
      id,
      accessorFn: (row: Contribution) => row[id],
      header: t(`matrix.${id}`),
      cell: ({ row }: { row: { original: Contribution } }) => format.count(row.original[id]),
      meta: { align: "end" as const },
    });
    return [
      {
        id: "department",
        accessorFn: (row: Contribution) => row.department ?? t("matrix.nobody"),
        header: t("matrix.department"),
        sortDescFirst: false,
        meta: { phone: "title" as const },
      },
      amount("owns"),
      amount("planned"),
      {
        id: "signed",
        accessorFn: (row: Contribution) => row.signed,
        header: t("matrix.signed"),
        cell: ({ row: { original } }: { row: { original: Contribution } }) =>
          original.holders === 0 ? (
            <span className="soft">{t("matrix.noCard")}</span>
          ) : (
            t("doneOf", { done: format.count(original.signed), of: format.count(original.holders) })
          ),
        meta: { align: "end" as const, csv: (row: Contribution) => `${row.signed}/${row.holders}` },
      },
      amount("delivers"),
    ];
  }, [t, format]);
}
