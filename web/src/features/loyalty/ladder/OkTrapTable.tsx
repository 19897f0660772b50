import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button } from "../../../ui/Button";
import { Table } from "../../../ui/Table";
import styles from "./ladder.module.css";
import type { OkTrap, Trapped } from "./queries";

const FIRST = 8;

/** Satisfied, worth much, able to leave, long without a plus-one: where a better offer finds them. */
export function OkTrapTable({ trap, file }: { trap: OkTrap; file: string }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...trap.items.map((it) => it.product ?? 0));
  const unknown = <span className={styles.unknown}>{t("trap.unknown")}</span>;
  const columns = [
    {
      id: "client",
      accessorFn: (it: Trapped) => it.name ?? it.key,
      header: t("trap.client"),
      cell: ({ row: { original: it } }: { row: { original: Trapped } }) => (
        <Link to="/clients/$clientId" params={{ clientId: it.id }} className={styles.name}>
          {it.name ?? it.key}
        </Link>
      ),
      meta: { phone: "title" as const },
    },
    {
      id: "revenue",
      accessorFn: (it: Trapped) => it.revenue ?? -1,
      header: t("trap.revenue"),
      cell: ({ row: { original: it } }: { row: { original: Trapped } }) =>
        it.revenue === null ? unknown : <span className="num">{format.count(it.revenue)}</span>,
      meta: { align: "end" as const },
    },
    {
      id: "alternatives",
      accessorFn: (it: Trapped) => it.alternatives ?? -1,
      header: t("trap.alternatives"),
      cell: ({ row: { original: it } }: { row: { original: Trapped } }) =>
        it.alternatives === null ? unknown : <span className="num">{format.count(it.alternatives)}</span>,
      meta: { align: "end" as const },
    },
    {
      id: "days",
      accessorFn: (it: Trapped) => it.days,
      header: t("trap.days"),
      cell: ({ row: { original: it } }: { row: { original: Trapped } }) => (
        <span className="num">
          {it.never ? t("trap.over", { days: format.count(it.days) }) : format.count(it.days)}
        </span>
      ),
      meta: { align: "end" as const },
    },
    {
      id: "product",
      accessorFn: (it: Trapped) => it.product ?? -1,
      header: t("trap.product"),
      cell: ({ row: { original: it } }: { row: { original: Trapped } }) =>
        it.product === null ? (
          <span className={styles.bar} data-unknown />
        ) : (
          <span className={styles.bar}>
            <span style={{ width: `${Math.max((100 * it.product) / most, 2)}%` }} />
            <span className="sr">{format.count(it.product)}</span>
          </span>
        ),
      meta: { width: "72px", phone: "hidden" as const },
    },
    {
      id: "owner",
      accessorFn: (it: Trapped) => it.owner?.name ?? "",
      header: t("trap.owner"),
      cell: ({ row: { original: it } }: { row: { original: Trapped } }) =>
        it.owner ? it.owner.name : <span className={styles.unknown}>{t("trap.nobody")}</span>,
    },
    {
      id: "next",
      header: t("trap.next"),
      enableSorting: false,
      cell: ({ row: { original: it } }: { row: { original: Trapped } }) => (
        <span className={styles.next}>
          <Link
            to="/clients/$clientId"
            params={{ clientId: it.id }}
            hash="plusOnes"
            aria-label={t(it.next ? "trap.plan" : "trap.look", {
              words: it.next?.words ?? t("trap.noneSuits"),
              client: it.name ?? it.key,
            })}
          >
            {it.next ? it.next.words : t("trap.noneSuits")}
          </Link>
          {it.next?.ask_first && <small className="faint">{t("trap.askFirst")}</small>}
        </span>
      ),
      meta: { phone: "full" as const, width: "28%" },
    },
  ];
  return (
    <>
      <div className={styles.trap}>
        <Table
          caption={t("trap.title")}
          rows={all ? trap.items : trap.items.slice(0, FIRST)}
          rowId={(it) => it.id}
          columns={columns}
          empty={<p>{t("trap.empty")}</p>}
        />
      </div>
      <div className={styles.acts}>
        {trap.items.length > FIRST && (
          <Button size="s" look="quiet" onPress={() => setAll(!all)}>
            {all ? t("trap.fewer") : t("trap.more", { count: trap.items.length })}
          </Button>
        )}
        {trap.items.length > 0 && (
          <AnchorButton href={file} download="ok-trap.csv" size="s" look="quiet">
            {t("trap.csv")}
          </AnchorButton>
        )}
      </div>
    </>
  );
}
