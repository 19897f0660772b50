import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IntervalAxis } from "../../../ui/charts/IntervalDot";
import { useFigures } from "../../../ui/charts/useFigures";
import { Sign } from "../../../ui/Sign";
import { type Column, type Grouped, nextOrder, type Order } from "../order";
import styles from "./board.module.css";
import type { BoardFrame } from "./frame";
import { RowAxis, RowChange, RowName, RowScore, RowStanding, RowTrend } from "./RowParts";

interface Props {
  readonly width: number;
  readonly caption: string;
  readonly frame: BoardFrame;
  readonly groups: readonly Grouped[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

const SCORE = 96;
const CHANGE = 136;
const TREND = 96;
const STANDING = 142;
const ROW = 40;

/** From this width on a row is a line; under it, a card. */
export const TABLE_FROM = 860;

export function BoardTable({ width, caption, frame, groups, order, onOrder }: Props) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const name = Math.round(Math.max(190, Math.min(248, width * 0.21)));
  const axis = width - name - SCORE - CHANGE - TREND - STANDING - 12;
  const top = figures.tick(frame.scale.reversed ? frame.scale.low : frame.scale.high, "score");
  const head = (column: Column, label: ReactNode) => (
    <SortButton column={column} order={order} onOrder={onOrder}>
      {label}
    </SortButton>
  );
  const sorted = (...columns: Column[]) =>
    columns.includes(order.column) ? (order.descending ? "descending" : "ascending") : undefined;
  return (
    <table className={styles.table} style={{ width }}>
      <caption className="sr">{caption}</caption>
      <colgroup>
        <col style={{ width: name }} />
        <col style={{ width: axis + 12 }} />
        <col style={{ width: SCORE }} />
        <col style={{ width: CHANGE }} />
        <col style={{ width: TREND }} />
        <col style={{ width: STANDING }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" aria-sort={sorted("touchpoint")}>
            {head("touchpoint", t("board.touchpoint"))}
            <span>{t("board.where")}</span>
          </th>
          <th scope="col" aria-sort={sorted("score")}>
            {head("score", t("board.score"))}
            <IntervalAxis width={axis} domain={frame.domain} expected={frame.expected} unit="score" />
          </th>
          <th scope="col" aria-sort={sorted("n")}>
            {t("board.of", { top })}
            <span>{head("n", t("common.answers"))}</span>
          </th>
          <th scope="col" aria-sort={sorted("change")}>
            {head("change", frame.against ? t("board.changeHead", { against: frame.against }) : t("board.changeNone"))}
            <span>{t("common.interval")}</span>
          </th>
          <th scope="col">
            {frame.trend ? t("board.trendRange", { from: frame.trend[0], to: frame.trend[1] }) : t("board.trend")}
            <span>{t("board.span", { span: figures.tick(frame.span, "score") })}</span>
          </th>
          <th scope="col" aria-sort={sorted("loyal", "short", "unknown")}>
            {t("board.standing", { n: figures.count(frame.respondents) })}
            <span className={styles.legend}>
              {head("loyal", <Legend standing="loyal" word={t("board.legend.loyal")} />)}
              <Legend standing="satisfied" word={t("board.legend.ok")} />
              {head("short", <Legend standing="dissatisfied" word={t("board.legend.short")} />)}
              {head("unknown", <Legend standing="unknown" word={t("board.legend.unknown")} />)}
            </span>
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.label !== "" && (
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={6}>
                {group.label}
              </th>
            </tr>
          )}
          {group.rows.map((row) => {
            const unasked = !row.estimate || row.estimate.n === 0;
            return (
              <Fragment key={row.touchpoint.id}>
                <tr>
                  <th scope="row">
                    <RowName row={row} />
                  </th>
                  <td>
                    <RowAxis row={row} frame={frame} width={axis} height={ROW} />
                  </td>
                  <td>
                    <RowScore row={row} />
                  </td>
                  {unasked ? (
                    <td colSpan={2}>
                      <RowChange row={row} frame={frame} />
                    </td>
                  ) : (
                    <>
                      <td>
                        <RowChange row={row} frame={frame} />
                      </td>
                      <td>
                        <RowTrend row={row} frame={frame} />
                      </td>
                    </>
                  )}
                  <td>
                    <RowStanding row={row} width={STANDING} />
                  </td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

function Legend({ standing, word }: { standing: "loyal" | "satisfied" | "dissatisfied" | "unknown"; word: string }) {
  return (
    <span className={styles.legendItem}>
      <Sign standing={standing} size={9} /> {word}
    </span>
  );
}

interface SortProps {
  readonly column: Column;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly children: ReactNode;
}

/** The head of a column that can be sorted by; the arrow shows which way. */
function SortButton({ column, order, onOrder, children }: SortProps) {
  const { t } = useTranslation("insight");
  const on = order.column === column;
  return (
    <button
      type="button"
      className={styles.sort}
      data-on={on || undefined}
      title={`${t("board.sortBy")} ${t(`board.columns.${column}`)}`}
      onClick={() => onOrder(nextOrder(order, column))}
    >
      {children}
      {on && (
        <svg className={styles.arrow} width={8} height={8} viewBox="0 0 8 8" aria-hidden="true">
          <path d={order.descending ? "M1 2h6L4 6.5z" : "M1 6h6L4 1.5z"} fill="currentColor" />
        </svg>
      )}
    </button>
  );
}
