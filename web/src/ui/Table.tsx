import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type OnChangeFn,
  type RowData,
  type SortingState,
  useReactTable,
} from "@tanstack/react-table";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Cell, saveCsv } from "../lib/csv";
import { Button } from "./Button";
import styles from "./Table.module.css";
import { useTell } from "./useTell";

declare module "@tanstack/react-table" {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Figures stand at the end of their column. */
    align?: "end";
    /** Where the cell goes when the row is a card. Without it: a line with its header in front. */
    phone?: "title" | "aside" | "full" | "acts" | "hidden";
    /** The header in words, where `header` is no text. */
    name?: string;
    /** The cell as it goes into the file; `false` leaves the column out. Without it the accessor's value. */
    csv?: false | ((row: TData) => Cell | TValue);
    width?: string;
    /** Goes into the file only. */
    fileOnly?: true;
  }
}

/** The columns of a table of `T`; each column has a value type of its own, which a list can't name. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Column<T> = ColumnDef<T, any>;
export type Columns<T> = readonly (Column<T> | ColumnDef<T, never>)[];

export type TableProps<T> = {
  /** What the table shows, for readers. */
  caption: string;
  rows: readonly T[];
  columns: Columns<T>;
  rowId: (row: T) => string;
  /** Given from outside when the order belongs in the URL. */
  sorting?: SortingState;
  onSortingChange?: OnChangeFn<SortingState>;
  empty?: ReactNode;
  dense?: boolean;
  /** `scroll` keeps the table on phones; default is cards. */
  phone?: "cards" | "scroll";
};

/** Sortable where a column has an accessor and doesn't forbid it. */
export function Table<T>(props: TableProps<T>) {
  const { caption, rows, columns, rowId, sorting, onSortingChange, empty, dense, phone = "cards" } = props;
  const shown = useMemo(() => (columns as readonly Column<T>[]).filter((column) => !column.meta?.fileOnly), [columns]);
  const [own, setOwn] = useState<SortingState>([]);
  const table = useReactTable({
    data: rows as T[],
    columns: shown,
    getRowId: rowId,
    state: { sorting: sorting ?? own },
    onSortingChange: onSortingChange ?? setOwn,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    sortDescFirst: true,
  });
  if (rows.length === 0 && empty) return <div className={styles.empty}>{empty}</div>;
  return (
    <div className={styles.wrap} style={phone === "scroll" ? { overflowX: "auto" } : undefined}>
      {/* As cards the elements are no table to a browser any more; the roles keep it one for readers. */}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      {/* biome-ignore-start lint/a11y/useSemanticElements: see above */}
      <table
        role="table"
        className={styles.table}
        data-cards={phone === "cards" || undefined}
        data-dense={dense || undefined}
      >
        <caption className="sr">{caption}</caption>
        <thead role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} role="row">
              {group.headers.map((header) => {
                const { column } = header;
                const order = column.getIsSorted();
                const meta = column.columnDef.meta;
                return (
                  <th
                    key={header.id}
                    role="columnheader"
                    scope="col"
                    data-align={meta?.align}
                    style={meta?.width ? { width: meta.width } : undefined}
                    aria-sort={order ? (order === "asc" ? "ascending" : "descending") : undefined}
                  >
                    {column.getCanSort() ? (
                      <button type="button" className={styles.sort} onClick={column.getToggleSortingHandler()}>
                        {flexRender(column.columnDef.header, header.getContext())}
                        <svg className={styles.arrow} viewBox="0 0 10 10" aria-hidden="true">
                          <path d="M5 8.5 1.5 3h7z" fill="currentColor" />
                        </svg>
                      </button>
                    ) : (
                      flexRender(column.columnDef.header, header.getContext())
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody role="rowgroup">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} role="row">
              {row.getVisibleCells().map((cell) => {
                const meta = cell.column.columnDef.meta;
                return (
                  <td
                    key={cell.id}
                    role="cell"
                    data-align={meta?.align}
                    data-phone={meta?.phone}
                    data-label={columnName(cell.column.columnDef)}
                  >
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}

function columnName<T>(column: ColumnDef<T>): string {
  return column.meta?.name ?? (typeof column.header === "string" ? column.header : "");
}

/** The table as a file, in the given order, whole: filters apply, paging and hidden columns don't. */
export function tableCsv<T>(rows: readonly T[], columns: Columns<T>): Cell[][] {
  const kept = (columns as readonly Column<T>[]).filter(
    (column) => column.meta?.csv !== false && columnName(column) !== "",
  );
  const value = (column: ColumnDef<T>, row: T, index: number): Cell => {
    const csv = column.meta?.csv;
    if (typeof csv === "function") return csv(row) as Cell;
    if ("accessorFn" in column && column.accessorFn) return column.accessorFn(row, index) as Cell;
    if ("accessorKey" in column) return row[column.accessorKey as keyof T] as Cell;
    return undefined;
  };
  return [kept.map(columnName), ...rows.map((row, index) => kept.map((column) => value(column, row, index)))];
}

type CsvButtonProps<T> = {
  name: string;
  rows: readonly T[];
  columns: Columns<T>;
  /** Where `rows` are only those that are drawn: all of them. */
  all?: () => Promise<readonly T[]>;
};

export function CsvButton<T>({ name, rows, columns, all }: CsvButtonProps<T>) {
  const { t } = useTranslation();
  const tell = useTell();
  const [pending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    try {
      saveCsv(`${name}.csv`, tableCsv(all ? await all() : rows, columns));
    } catch (problem) {
      tell.refused(problem);
    } finally {
      setPending(false);
    }
  };
  return (
    <Button size="s" isDisabled={rows.length === 0} pending={pending} onPress={() => void save()}>
      {t("table.csv")}
    </Button>
  );
}
