import { Link } from "@tanstack/react-router";
import type { ColumnDef } from "@tanstack/react-table";
import type { TFunction } from "i18next";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { measured } from "../../../ui/charts/estimate";
import type { Figures } from "../../../ui/charts/figures";
import { useFigures } from "../../../ui/charts/useFigures";
import { Sign, type Standing } from "../../../ui/Sign";
import { Table } from "../../../ui/Table";
import { EditTouchpoint } from "../parts/EditTouchpoint";
import { usePeriodName } from "../parts/usePeriodName";
import { carried, useView } from "../parts/useView";
import type { Cockpit, TouchpointRef, WorkItem } from "../queries";
import { nextWord, type Why, whyOf } from "../words";
import styles from "./cockpit.module.css";

const SIGN: Record<Why, Standing> = {
  short: "dissatisfied",
  falling: "dissatisfied",
  missing: "dissatisfied",
  unknown: "unknown",
  stale: "unknown",
};

/** The numbers behind a row: score with interval and n, change with interval, clients who raised it. */
export function evidenceOf(t: TFunction<"insight">, figures: Figures, item: WorkItem, against: string | null): string {
  const { estimate, change, comments } = item.evidence;
  const point = measured(estimate);
  const said: string[] = [];
  if (point) {
    said.push(
      t("cockpit.evidenceScore", {
        value: figures.value(point.value, "score"),
        spread: figures.spread(point.value, point.low, point.high, "score"),
        n: figures.count(point.n),
      }),
    );
  }
  if (change && against && (item.why === "falling" || change.significant)) {
    said.push(
      t("cockpit.evidenceChange", {
        change: figures.change(change.difference, "score"),
        against,
        range: `${figures.change(change.low, "score")} ${t("common.to")} ${figures.change(change.high, "score")}`,
      }),
    );
  }
  if (comments > 0) said.push(t("cockpit.evidenceComments", { count: comments, n: figures.count(comments) }));
  if (said.length > 0) return said.join(" · ");
  return t(item.why === "missing" ? "cockpit.evidenceMissing" : "cockpit.evidenceNone");
}

/** What waits for somebody to decide, the most pressing first, as the server orders it. */
export default function Worklist({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const [view] = useView();
  const against = usePeriodName().against(cockpit.period, cockpit.against);
  const mayEdit = useMay("edit_design");
  const [edited, setEdited] = useState<TouchpointRef | null>(null);
  // The same columns from draw to draw: new ones would make every cell anew, and the focus would have nowhere to go
  // back to when the dialog closes.
  const columns = useMemo<ColumnDef<WorkItem, never>[]>(
    () => [
      {
        id: "why",
        header: t("cockpit.why"),
        meta: { width: "104px", phone: "full", csv: (item) => t(`cockpit.whys.${whyOf(item.why)}`) },
        cell: ({ row: { original: item } }) => (
          <span className={styles.why} data-why={SIGN[whyOf(item.why)]}>
            <Sign standing={SIGN[whyOf(item.why)]} size={10} /> {t(`cockpit.whys.${whyOf(item.why)}`)}
          </span>
        ),
      },
      {
        id: "what",
        header: t("cockpit.what"),
        meta: {
          phone: "title",
          csv: (item) => t(`cockpit.whats.${whyOf(item.why)}`, { label: item.touchpoint.label }),
        },
        cell: ({ row: { original: item } }) => (
          <span className={styles.what}>{t(`cockpit.whats.${whyOf(item.why)}`, { label: item.touchpoint.label })}</span>
        ),
      },
      {
        id: "evidence",
        header: t("cockpit.evidence"),
        meta: { width: "36%", phone: "full", csv: (item) => evidenceOf(t, figures, item, against) },
        cell: ({ row: { original: item } }) => <span className="soft">{evidenceOf(t, figures, item, against)}</span>,
      },
      {
        id: "owner",
        header: t("cockpit.owner"),
        meta: { width: "152px", csv: (item) => item.owner ?? t("cockpit.noOwner") },
        cell: ({ row: { original: item } }) =>
          mayEdit ? (
            // It stays when an owner is chosen, so that the focus has somewhere to come back to.
            <span className={styles.owner} data-none={item.owner === null}>
              <Button
                look="quiet"
                size="s"
                aria-label={t("cockpit.chooseOwner", {
                  owner: item.owner ?? t("cockpit.noOwner"),
                  label: item.touchpoint.label,
                })}
                onPress={() => setEdited(item.touchpoint)}
              >
                {item.owner ?? t("cockpit.noOwner")}
              </Button>
            </span>
          ) : (
            (item.owner ?? <span className={styles.noOwner}>{t("cockpit.noOwner")}</span>)
          ),
      },
      {
        id: "next",
        header: t("cockpit.next"),
        meta: { width: "120px", align: "end", phone: "full", csv: (item) => nextWord(t, item.next) },
        cell: ({ row: { original: item } }) => {
          const label = `${nextWord(t, item.next)}: ${item.touchpoint.label}`;
          return item.next === "plan" ? (
            <Link to="/touchpoints/$key/plan" params={{ key: item.touchpoint.key }} aria-label={label}>
              {nextWord(t, item.next)}
            </Link>
          ) : (
            <Link
              to="/touchpoints/$key"
              params={{ key: item.touchpoint.key }}
              search={carried(view)}
              aria-label={label}
            >
              {nextWord(t, item.next)}
            </Link>
          );
        },
      },
    ],
    [t, figures, view, against, mayEdit],
  );
  return (
    <>
      <Table
        caption={t("cockpit.work")}
        rows={cockpit.worklist}
        columns={columns}
        rowId={(item) => `${item.why}-${item.touchpoint.id}`}
      />
      {edited && <EditTouchpoint touchpoint={edited} open onClose={() => setEdited(null)} />}
    </>
  );
}
