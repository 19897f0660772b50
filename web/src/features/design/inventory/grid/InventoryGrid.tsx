import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Ghost } from "../cards";
import { type GridActions, GridActionsContext, HandleContext } from "./actions";
import { CellView } from "./CellView";
import styles from "./grid.module.css";
import type { Grid, GridCell, GridColumn } from "./layout";
import { ARROWS, type Arrow, cellAt, neighbour, type Spot, spotOf, step } from "./steps";
import { useCarrying } from "./useCarrying";

interface Props {
  readonly grid: Grid;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  /** The key of the touchpoint whose drawer is open. */
  readonly open: string | null;
  readonly onOpen: (key: string) => void;
  readonly onMove: (ids: readonly string[], cell: GridCell) => void;
  readonly onRename: (card: Card, label: string) => void;
  readonly onAdd: (cell: GridCell, anchor: Element) => void;
  readonly onFinding: (ghost: Ghost) => void;
  /** The finding that is looked at beside the grid. */
  readonly finding?: string | null;
  readonly mayEdit: boolean;
  /** All columns fit: the page scrolls, and the grid within it only down. */
  readonly fits: boolean;
}

const START: Spot = { group: 0, row: 0, column: 0, index: 0 };

/** Stage × channel. Arrows go through it, Enter renames, Alt and an arrow moves a card to the cell beside. */
export function InventoryGrid(props: Props) {
  const { grid, selected, onSelect, open, onOpen, onMove, onRename, onAdd, onFinding, finding, mayEdit, fits } = props;
  const { t } = useTranslation("design/inventory");
  const box = useRef<HTMLDivElement>(null);
  const keys = useId();
  const [spot, setSpot] = useState(START);
  const [renaming, setRenaming] = useState<string | null>(null);
  /** A card that takes the focus as soon as it stands where it was moved to. */
  const following = useRef<string | null>(null);
  const anchor = useRef<string | null>(null);
  const drag = useCarrying(selected, onMove, following);
  const order = useMemo(
    () => grid.groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap(({ cards }) => cards))),
    [grid],
  );

  const focus = (next: Spot) => {
    setSpot(next);
    const name = `${next.group}.${next.row}.${next.column}.${next.index}`;
    // The row may be new: it is there after this frame.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-spot="${name}"]`)?.focus());
  };

  useLayoutEffect(() => {
    const id = following.current;
    if (id === null) return;
    const found = spotOf(grid, id);
    if (!found) return;
    following.current = null;
    setSpot(found);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus());
  }, [grid]);

  // The cells keep one object of actions; what they do is always of the newest drawing.
  const now = { selected, order, onSelect, onOpen, onRename, onAdd, onFinding, drop: drag.drop };
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const actions = useMemo<GridActions>(
    () => ({
      drop: (ids, cell) => latest.current.drop(ids, cell),
      press: (card, how) => {
        const { selected: before, order: all, onSelect: select, onOpen: show } = latest.current;
        const { id, key } = card.touchpoint;
        if (how === "open") {
          anchor.current = id;
          return show(key);
        }
        const next = new Set(before);
        if (how === "range" && anchor.current !== null) {
          const ends = [anchor.current, id].map((one) => all.findIndex(({ touchpoint }) => touchpoint.id === one));
          const [from, to] = [Math.min(...ends), Math.max(...ends)];
          for (const one of all.slice(Math.max(0, from), to + 1)) next.add(one.touchpoint.id);
        } else if (next.has(id)) next.delete(id);
        else next.add(id);
        anchor.current = id;
        select(next);
      },
      rename: (card, label) => {
        if (label === null) return setRenaming(card.touchpoint.id);
        setRenaming(null);
        following.current = card.touchpoint.id;
        requestAnimationFrame(() =>
          box.current?.querySelector<HTMLElement>(`[data-id="${card.touchpoint.id}"]`)?.focus(),
        );
        const name = label.trim();
        if (name !== "" && name !== card.touchpoint.label) latest.current.onRename(card, name);
      },
      add: (cell, element) => latest.current.onAdd(cell, element),
      finding: (ghost) => latest.current.onFinding(ghost),
    }),
    [],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const here = readSpot(target.dataset.spot);
    if (!here) return;
    const cell = cellAt(grid, here);
    const card = cell?.cards[here.index];
    const arrow = ARROWS.find((one) => one === event.key);
    if (arrow && event.altKey) {
      if (!mayEdit || !card || !cell) return;
      event.preventDefault();
      const next = neighbour(grid, here, arrow as Arrow);
      const to = next && cellAt(grid, next);
      if (to && to.decision === null) drag.drop(drag.carried(card.touchpoint.id), to);
      return;
    }
    if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== "a")) return;
    if (arrow) {
      event.preventDefault();
      focus(step(grid, here, arrow));
      return;
    }
    switch (event.key) {
      case "Enter":
      case "F2":
        if (!card) return;
        event.preventDefault();
        if (mayEdit) actions.rename(card, null);
        else actions.press(card, "open");
        return;
      case " ":
        if (!card) return;
        event.preventDefault();
        actions.press(card, "toggle");
        return;
      case "d":
      case "D":
        if (card) actions.press(card, "open");
        return;
      case "a":
        if (!(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSelect(new Set(order.map(({ touchpoint }) => touchpoint.id)));
        return;
      case "Escape":
        if (selected.size > 0) onSelect(new Set());
        return;
    }
  };

  const inside = clamp(grid, spot);
  const label = (group: string | undefined, row: string, column: string) =>
    [group, row, column].filter(Boolean).join(", ");
  return (
    <GridActionsContext.Provider value={actions}>
      <HandleContext.Provider value={drag.handle}>
        <div ref={box} className={styles.box} data-fits={fits || undefined}>
          <table
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is gone through by arrow keys
            role="grid"
            aria-label={t("grid.label")}
            aria-describedby={keys}
            aria-multiselectable={mayEdit}
            className={styles.grid}
            style={{ minWidth: gridWidth(grid.columns.length) }}
            {...(mayEdit ? drag.props : {})}
            onKeyDown={onKeyDown}
            onFocus={(event) => {
              const at = readSpot((event.target as HTMLElement).dataset.spot);
              if (at) setSpot(at);
            }}
          >
            <colgroup>
              <col style={{ width: ROW_HEAD }} />
              {grid.columns.map(({ stage }) => (
                <col key={stage?.key ?? ""} />
              ))}
            </colgroup>
            <thead>
              <tr>
                <th scope="col" className={styles.corner}>
                  <span className="sr">{t("grid.channel")}</span>
                </th>
                {grid.columns.map((column) => (
                  <ColumnHead key={column.stage?.key ?? ""} column={column} />
                ))}
              </tr>
            </thead>
            {grid.groups.map((group, groupAt) => (
              <tbody key={group.key}>
                {(group.audience || grid.groups.length > 1) && (
                  <tr>
                    <th scope="rowgroup" colSpan={grid.columns.length + 1} className={styles.audience}>
                      <span>{group.audience?.label ?? t("grid.everybody")}</span>
                    </th>
                  </tr>
                )}
                {group.rows.map((row, rowAt) => (
                  <tr key={row.channel?.key ?? ""}>
                    <th scope="row" className={styles.row}>
                      {row.channel?.label ?? <i>{t("grid.noChannel")}</i>}
                    </th>
                    {row.cells.map((cell, columnAt) => {
                      const mine =
                        inside.group === groupAt && inside.row === rowAt && inside.column === columnAt
                          ? inside.index
                          : -1;
                      const ids = cell.cards.map(({ touchpoint }) => touchpoint.id);
                      return (
                        <CellView
                          key={cell.id}
                          cell={cell}
                          name={label(
                            group.audience?.label,
                            row.channel?.label ?? t("grid.noChannel"),
                            grid.columns[columnAt]?.stage?.label ?? t("grid.noStage"),
                          )}
                          at={`${groupAt}.${rowAt}.${columnAt}`}
                          active={mine}
                          selected={selected.size === 0 ? "" : ids.filter((id) => selected.has(id)).join(" ")}
                          open={cell.cards.some(({ touchpoint }) => touchpoint.key === open) ? open : null}
                          renaming={renaming !== null && ids.includes(renaming) ? renaming : null}
                          finding={
                            cell.ghosts.some(({ ids }) => ids.includes(finding ?? "")) ? (finding ?? null) : null
                          }
                          mayEdit={mayEdit}
                        />
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      </HandleContext.Provider>
      <p id={keys} className="sr">
        {t(mayEdit ? "grid.keys" : "grid.keysRead")}
      </p>
    </GridActionsContext.Provider>
  );
}

const ROW_HEAD = 78;
/** Narrower than this, words break in their middle. */
const MIN_COLUMN = 94;

/** What a grid of so many stages takes at least. */
export function gridWidth(columns: number): number {
  return ROW_HEAD + columns * MIN_COLUMN;
}

function ColumnHead({ column }: { column: GridColumn }) {
  const { t } = useTranslation("design/inventory");
  const { live, missing } = column;
  return (
    <th scope="col" className={styles.column}>
      {column.stage?.label ?? <i>{t("grid.noStage")}</i>}
      <small>
        {t("grid.live", { count: live })}
        {missing > 0 && (
          <>
            , <b>{t("grid.missing", { count: missing })}</b>
          </>
        )}
      </small>
    </th>
  );
}

function readSpot(text: string | undefined): Spot | null {
  const [group, row, column, index] = (text ?? "").split(".").map(Number);
  if (group === undefined || row === undefined || column === undefined || index === undefined) return null;
  return { group, row, column, index };
}

/** What was there may have gone: Tab reaches the nearest thing that is. */
function clamp(grid: Grid, spot: Spot): Spot {
  const group = Math.min(spot.group, Math.max(0, grid.groups.length - 1));
  const row = Math.min(spot.row, Math.max(0, (grid.groups[group]?.rows.length ?? 1) - 1));
  const column = Math.min(spot.column, Math.max(0, grid.columns.length - 1));
  const cell = cellAt(grid, { group, row, column, index: 0 });
  const size = cell ? cell.cards.length + cell.ghosts.length : 0;
  return { group, row, column, index: Math.min(spot.index, size) };
}
