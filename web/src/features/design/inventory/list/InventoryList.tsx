import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Checkbox } from "../../../../ui/Checkbox";
import type { Card } from "../cards";
import { Diamond, Dots, FindingNumber, useAttentionWords } from "../marks";
import type { Inventory } from "../types";
import { kindWord, stateWord } from "../words";
import styles from "./list.module.css";
import { type ListColumn, type ListOrder, nextOrder, parseOrder, sortCards, writeOrder } from "./order";

interface Props {
  readonly cards: readonly Card[];
  readonly inventory: Inventory;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  readonly open: string | null;
  readonly onOpen: (key: string) => void;
  readonly byAudience: boolean;
  readonly mayEdit: boolean;
}

/** The grid as a list: the same touchpoints, sorted as one likes; by stage unless one does. */
export function InventoryList(props: Props) {
  const { cards, inventory, sort, onSort, selected, onSelect, open, onOpen, byAudience, mayEdit } = props;
  const { t } = useTranslation("design/inventory");
  const { locale } = useFormat();
  const order = parseOrder(sort);
  const groups = useMemo(
    () =>
      grouped(sortCards(cards, order, inventory, locale), inventory, order, byAudience, {
        noStage: t("grid.noStage"),
        everybody: t("grid.everybody"),
      }),
    [cards, inventory, order, locale, byAudience, t],
  );
  const all = cards.length > 0 && cards.every(({ touchpoint }) => selected.has(touchpoint.id));
  const head = (column: ListColumn) => (
    <SortHead column={column} order={order} onSort={(next) => onSort(writeOrder(next))} />
  );
  return (
    <table className={styles.table}>
      <caption className="sr">{t("list.caption")}</caption>
      <thead>
        <tr>
          {mayEdit && (
            <th scope="col" className={styles.tick}>
              <Checkbox
                aria-label={t("list.selectAll")}
                isSelected={all}
                isIndeterminate={!all && selected.size > 0}
                onChange={(on) => onSelect(new Set(on ? cards.map(({ touchpoint }) => touchpoint.id) : []))}
              >
                {""}
              </Checkbox>
            </th>
          )}
          {head("touchpoint")}
          {head("place")}
          {head("channel")}
          {head("kind")}
          {head("owner")}
          {head("department")}
          {head("importance")}
          {head("attention")}
          {head("state")}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.label !== null && (
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={mayEdit ? 10 : 9}>
                {group.label} <small>{t("list.count", { count: group.cards.length })}</small>
              </th>
            </tr>
          )}
          {group.cards.map((card) => (
            <ListRow
              key={card.touchpoint.id}
              card={card}
              open={open === card.touchpoint.key}
              onOpen={onOpen}
              mayEdit={mayEdit}
              selected={selected.has(card.touchpoint.id)}
              onToggle={(on) => {
                const next = new Set(selected);
                if (on) next.add(card.touchpoint.id);
                else next.delete(card.touchpoint.id);
                onSelect(next);
              }}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface RowProps {
  readonly card: Card;
  readonly open: boolean;
  readonly selected: boolean;
  readonly mayEdit: boolean;
  readonly onOpen: (key: string) => void;
  readonly onToggle: (on: boolean) => void;
}

function ListRow({ card, open, selected, mayEdit, onOpen, onToggle }: RowProps) {
  const { t } = useTranslation("design/inventory");
  const words = useAttentionWords();
  const { touchpoint } = card;
  const judged = card.state === "live" || card.state === "stale";
  return (
    <tr data-open={open || undefined} data-selected={selected || undefined}>
      {mayEdit && (
        <td className={styles.tick}>
          <Checkbox
            aria-label={t("list.select", { label: touchpoint.label })}
            isSelected={selected}
            onChange={onToggle}
          >
            {""}
          </Checkbox>
        </td>
      )}
      <th scope="row">
        <button type="button" data-id={touchpoint.id} onClick={() => onOpen(touchpoint.key)}>
          {touchpoint.label}
        </button>
        {touchpoint.moment_of_truth && <Diamond label={t("card.moment")} />}
      </th>
      <td data-label={t("field.stage")}>{touchpoint.stage?.label ?? "–"}</td>
      <td data-label={t("field.channel")}>{touchpoint.channel?.label ?? "–"}</td>
      <td data-label={t("field.kind")}>{kindWord(t, touchpoint.kind)}</td>
      <td data-label={t("field.owner")}>
        {touchpoint.owner?.name ?? <span className="faint">{t("filter.nobody")}</span>}
      </td>
      <td data-label={t("field.department")}>{touchpoint.department ?? <span className="faint">–</span>}</td>
      <td data-label={t("field.importance")} className={styles.figure}>
        {touchpoint.importance}
      </td>
      <td data-label={t("list.attention")}>
        {judged ? (
          <>
            <Dots attention={card.attention} />
            <span className="sr">{words(card.attention)}</span>
          </>
        ) : (
          <span className="faint">–</span>
        )}
      </td>
      <td data-label={t("field.existence")} data-tone={card.state === "missing" ? "short" : undefined}>
        {card.findings.map((no) => (
          <FindingNumber key={no} no={no} />
        ))}
        {card.state === "stale" ? t("list.stale", { count: card.staleMonths ?? 0 }) : stateWord(t, card.state)}
      </td>
    </tr>
  );
}

interface SortProps {
  readonly column: ListColumn;
  readonly order: ListOrder;
  readonly onSort: (order: ListOrder) => void;
}

function SortHead({ column, order, onSort }: SortProps) {
  const { t } = useTranslation("design/inventory");
  const on = order.column === column;
  return (
    <th
      scope="col"
      className={column === "importance" ? styles.figure : undefined}
      aria-sort={on ? (order.descending ? "descending" : "ascending") : undefined}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(nextOrder(order, column))}>
        {t(`list.columns.${column}`)}
        {on && (
          <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
            <path d={order.descending ? "M1 2h6L4 6.5z" : "M1 6h6L4 1.5z"} fill="currentColor" />
          </svg>
        )}
      </button>
    </th>
  );
}

type Group = { readonly key: string; readonly label: string | null; readonly cards: readonly Card[] };

/** Under headings of stages as long as it is in their order; of audiences, if asked for. */
export function grouped(
  cards: readonly Card[],
  inventory: Inventory,
  order: ListOrder,
  byAudience: boolean,
  words: { noStage: string; everybody: string },
): Group[] {
  if (byAudience) {
    const groups = [
      { key: "", label: words.everybody, cards: cards.filter(({ touchpoint }) => touchpoint.audiences.length === 0) },
      ...inventory.audiences.map(({ key, label }) => ({
        key,
        label,
        cards: cards.filter(({ touchpoint }) => touchpoint.audiences.some((one) => one.key === key)),
      })),
    ];
    return groups.filter((group) => group.cards.length > 0);
  }
  if (order.column !== "place") return [{ key: "", label: null, cards }];
  const found = new Map<string, Card[]>();
  for (const card of cards) {
    const key = card.touchpoint.stage?.key ?? "";
    found.set(key, [...(found.get(key) ?? []), card]);
  }
  return [...found].map(([key, list]) => ({
    key,
    label: list[0]?.touchpoint.stage?.label ?? words.noStage,
    cards: list,
  }));
}
