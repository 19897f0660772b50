import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { type Columns, CsvButton, Table } from "../../../../ui/Table";
import { useEditComparisons } from "../queries";
import { tellOnly } from "../tell";
import type { Comparison, Intention } from "../types";
import styles from "./intent.module.css";

interface Props {
  readonly comparisons: readonly Comparison[];
  readonly items: readonly Intention[];
  readonly mayEdit: boolean;
  readonly onEdit: (touchpoint: Intention, comparison?: Comparison) => void;
}

/** Who else was looked at: how much attention they give, what was seen, when. */
export function Comparisons({ comparisons, items, mayEdit, onEdit }: Props) {
  const { t } = useTranslation("design/inventory");
  const app = useTranslation();
  const format = useFormat();
  const { add, remove } = useEditComparisons();
  const by = useMemo(() => new Map(items.map((one) => [one.id, one])), [items]);
  const [first] = items;
  const take = (comparison: Comparison) =>
    remove.mutate(comparison.id, {
      onSuccess: () => {
        const { touchpoint, who, attention, evidence, link, seen_at } = comparison;
        tellOnly(t("intent.removed", { who }), {
          action: {
            label: app.t("act.undo"),
            run: () => add.mutate({ touchpoint, who, attention, evidence, link, seen_at }),
          },
        });
      },
    });
  const columns: Columns<Comparison> = [
    {
      id: "touchpoint",
      accessorFn: (one) => by.get(one.touchpoint)?.label ?? "",
      header: t("list.columns.touchpoint"),
      cell: ({ row }) => <b>{by.get(row.original.touchpoint)?.label ?? "–"}</b>,
      sortDescFirst: false,
      meta: { phone: "title" },
    },
    { id: "who", accessorFn: (one) => one.who, header: t("intent.who"), sortDescFirst: false },
    {
      id: "attention",
      accessorFn: (one) => one.attention,
      header: t("list.attention"),
      meta: { align: "end" },
    },
    {
      id: "evidence",
      header: t("intent.evidence"),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <>
          {original.evidence}{" "}
          {original.link && (
            <a href={original.link} target="_blank" rel="noreferrer">
              {t("intent.link")}
            </a>
          )}
        </>
      ),
      meta: { phone: "full", csv: (one) => one.evidence },
    },
    {
      id: "seen",
      accessorFn: (one) => one.seen_at,
      header: t("intent.seen"),
      cell: ({ row: { original } }) => (
        <>
          {format.day(original.seen_at)}
          {original.outdated && <small className="soft"> {t("intent.outdated")}</small>}
        </>
      ),
      meta: { csv: (one) => one.seen_at.slice(0, 10) },
    },
    ...(mayEdit
      ? [
          {
            id: "acts",
            header: t("intent.change"),
            enableSorting: false,
            cell: ({ row: { original } }: { row: { original: Comparison } }) => {
              const touchpoint = by.get(original.touchpoint);
              const named = { who: original.who, label: touchpoint?.label ?? "" };
              return (
                <>
                  {touchpoint && (
                    <Button
                      size="s"
                      look="quiet"
                      aria-label={t("intent.editNamed", named)}
                      onPress={() => onEdit(touchpoint, original)}
                    >
                      {t("intent.edit")}
                    </Button>
                  )}
                  <Button
                    size="s"
                    look="quiet"
                    aria-label={t("intent.removeNamed", named)}
                    onPress={() => take(original)}
                  >
                    {t("places.remove")}
                  </Button>
                </>
              );
            },
            meta: { align: "end" as const, phone: "acts" as const, csv: false as const },
          },
        ]
      : []),
  ];
  return (
    <section className={styles.compared}>
      <div className={styles.comparedHead}>
        <div>
          <h2>{t("intent.comparisons")}</h2>
          <p className="soft">{t("intent.comparisonsWhy")}</p>
        </div>
        <div className={styles.comparedActs}>
          {comparisons.length > 0 && <CsvButton name="comparisons" rows={comparisons} columns={columns} />}
          {mayEdit && first && <Button onPress={() => onEdit(first)}>{t("intent.add")}</Button>}
        </div>
      </div>
      {comparisons.length === 0 ? (
        <p className={styles.none}>{t("intent.comparisonsNone")}</p>
      ) : (
        <Table caption={t("intent.comparisons")} rows={comparisons} columns={columns} rowId={({ id }) => id} />
      )}
    </section>
  );
}
