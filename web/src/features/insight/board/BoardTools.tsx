import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Switch } from "../../../ui/Checkbox";
import { Chevron } from "../../../ui/Chevron";
import { Popover } from "../../../ui/Popover";
import { Select } from "../../../ui/Select";
import { Segmented } from "../../../ui/Tabs";
import { choicesOf } from "../filters";
import { type Column, type Order, writeOrder } from "../order";
import { AgainstPicker } from "../parts/AgainstPicker";
import { FilterChips } from "../parts/FilterChips";
import { PeriodPicker } from "../parts/PeriodPicker";
import { useView } from "../parts/useView";
import type { DimensionsView, Scoreboard } from "../queries";
import styles from "./board.module.css";

interface Props {
  readonly board: Scoreboard;
  readonly dimensions: DimensionsView | undefined;
  readonly search: string;
  readonly onSearch: (q: string) => void;
  readonly order: Order;
  readonly wide: boolean;
  readonly exporter: ReactNode;
}

const PHONE_ORDERS: readonly Order[] = [
  { column: "score", descending: false },
  { column: "score", descending: true },
  { column: "change", descending: true },
  { column: "change", descending: false },
  { column: "n", descending: true },
  { column: "short", descending: true },
  { column: "loyal", descending: true },
  { column: "unknown", descending: true },
  { column: "touchpoint", descending: false },
];

/** What is looked at (left) and how (right). All of it stands in the address. */
export function BoardTools({ board, dimensions, search, onSearch, order, wide, exporter }: Props) {
  const { t } = useTranslation("insight");
  const [view, setView] = useView();
  const choices = choicesOf(dimensions, { stage: t("common.stage"), channel: t("common.channel") });
  const way = (one: Order) => {
    const name = t(`board.columns.${one.column as Column}`);
    return one.column === "touchpoint"
      ? name
      : `${name}, ${t(one.descending ? "board.descending" : "board.ascending")}`;
  };
  const controls = (
    <>
      <Switch isSelected={view.weighted ?? false} onChange={(on) => setView({ weighted: on || undefined })}>
        {t("common.weighted")}
      </Switch>
      <Switch isSelected={view.group === "stage"} onChange={(on) => setView({ group: on ? "stage" : undefined })}>
        {t("board.group")}
      </Switch>
      <Segmented
        label={t("board.view")}
        items={[
          { key: "chart", label: t("board.chart") },
          { key: "table", label: t("board.table") },
        ]}
        selected={view.view === "table" ? "table" : "chart"}
        onSelect={(key) => setView({ view: key === "table" ? key : undefined })}
      />
    </>
  );
  return (
    <div className={styles.tools}>
      <div>
        <PeriodPicker
          dimensions={dimensions}
          label={board.period.label}
          selected={view.period}
          onSelect={(period) => setView({ period, against: undefined })}
        />
        <AgainstPicker
          dimensions={dimensions}
          period={board.period}
          against={board.against}
          selected={view.against}
          onSelect={(against) => setView({ against })}
        />
        <FilterChips where={view.where} choices={choices} onChange={(where) => setView({ where })} />
        <input
          type="search"
          className={styles.search}
          aria-label={t("common.search")}
          placeholder={t("common.search")}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
        />
      </div>
      <div>
        {!wide && view.view !== "table" && (
          <div className={styles.sortPick}>
            <Select
              label={t("board.sortBy")}
              labelHidden
              options={PHONE_ORDERS.map((one) => ({ key: writeOrder(one) ?? "score", label: way(one) }))}
              value={writeOrder(order) ?? "score"}
              onChange={(key) => setView({ sort: key === "score" ? undefined : key })}
            />
          </div>
        )}
        {wide ? (
          controls
        ) : (
          <Popover
            label={t("board.view")}
            trigger={
              <Button>
                {t("board.view")} <Chevron />
              </Button>
            }
          >
            <div className={styles.viewSheet}>{controls}</div>
          </Popover>
        )}
        {exporter}
      </div>
    </div>
  );
}
