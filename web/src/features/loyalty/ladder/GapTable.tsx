import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button } from "../../../ui/Button";
import { Table } from "../../../ui/Table";
import styles from "./ladder.module.css";
import type { GapRow } from "./queries";

const FIRST = 10;
/** Under so many answers a mean says little: it is written small and judged by no colour. */
const FEW = 5;

type Cell = { row: { original: GapRow } };

/** Item by item: what was expected, what was met, and the gap between them, in points of the item's own scale. */
export function GapTable({ rows, file }: { rows: readonly GapRow[]; file: string }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const scale = (it: GapRow) =>
    t("gaps.ends", { low: format.decimal(it.scale_low, 0), high: format.decimal(it.scale_high, 0) });
  const columns = [
    {
      id: "item",
      accessorFn: (it: GapRow) => it.label,
      header: t("gaps.item"),
      meta: { phone: "title" as const },
    },
    {
      id: "gap",
      accessorFn: (it: GapRow) => it.gap,
      header: t("gaps.gap"),
      cell: ({ row: { original: it } }: Cell) => {
        if (it.gap === null) {
          return (
            <span className="num" data-few="">
              {t("gaps.hidden")} <small className="faint">{format.sample(it.n)}</small>
            </span>
          );
        }
        // No gap is wider than its scale, whatever the interval of two answers says.
        const most = it.scale_high - it.scale_low;
        const end = (value: number) => format.signed(Math.max(-most, Math.min(most, value)), 2);
        return (
          <span
            className="num"
            data-sign={it.n >= FEW && it.p !== null && it.p < 0.05 ? Math.sign(it.gap) : 0}
            data-few={it.n < FEW || undefined}
          >
            <b>{format.signed(it.gap, 2)}</b>{" "}
            <small className="faint">
              {it.interval ? `${end(it.interval.low)} – ${end(it.interval.high)} ` : ""}
              {format.sample(it.n)}
            </small>
          </span>
        );
      },
      meta: { align: "end" as const },
    },
    {
      id: "expected",
      accessorFn: (it: GapRow) => it.expected,
      header: t("gaps.expected"),
      cell: ({ row: { original: it } }: Cell) => <Points value={it.expected} />,
      meta: { align: "end" as const },
    },
    {
      id: "perceived",
      accessorFn: (it: GapRow) => it.perceived,
      header: t("gaps.perceived"),
      cell: ({ row: { original: it } }: Cell) => <Points value={it.perceived} />,
      meta: { align: "end" as const },
    },
    {
      id: "split",
      accessorFn: (it: GapRow) => it.short?.share ?? null,
      header: t("gaps.split"),
      cell: ({ row: { original: it } }: Cell) =>
        it.short && it.met && it.beyond ? (
          <span className={styles.split}>
            <span style={{ flexGrow: it.short.count }} data-rung="dissatisfied" />
            <span style={{ flexGrow: it.met.count }} data-rung="satisfied" />
            <span style={{ flexGrow: it.beyond.count }} data-rung="loyal" />
            <span className="sr">
              {t("gaps.counts", { short: it.short.count, met: it.met.count, beyond: it.beyond.count })}
            </span>
          </span>
        ) : (
          <Points value={null} />
        ),
      meta: {
        width: "150px",
        phone: "full" as const,
      },
    },
    {
      id: "scale",
      accessorFn: scale,
      header: t("gaps.scale"),
      enableSorting: false,
      meta: { align: "end" as const, phone: "hidden" as const },
    },
  ];
  return (
    <>
      <div className={styles.gaps}>
        <Table
          caption={t("gaps.title")}
          rows={all ? rows : rows.slice(0, FIRST)}
          rowId={(it) => `${it.item} ${scale(it)}`}
          columns={columns}
          dense
        />
      </div>
      {rows.length > 0 && (
        <div className={styles.acts}>
          {rows.length > FIRST && (
            <Button size="s" look="quiet" onPress={() => setAll(!all)}>
              {all ? t("gaps.fewer") : t("gaps.more", { count: rows.length })}
            </Button>
          )}
          <AnchorButton href={file} download="expectation-gaps.csv" size="s" look="quiet">
            {t("gaps.csv")}
          </AnchorButton>
        </div>
      )}
    </>
  );
}

/** Points of an item's scale; a dash where they are hidden. */
function Points({ value }: { value: number | null }) {
  const format = useFormat();
  return <span className={value === null ? "faint" : "num"}>{value === null ? "–" : format.decimal(value, 2)}</span>;
}
