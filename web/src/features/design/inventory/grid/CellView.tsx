import { memo, useRef } from "react";
import { useDrop } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { DRAGGED, useGridActions } from "./actions";
import styles from "./grid.module.css";
import type { GridCell } from "./layout";
import { GhostCard, TouchpointCard } from "./TouchpointCard";

interface Props {
  readonly cell: GridCell;
  /** "In person, Onboard": what the cell is called. */
  readonly name: string;
  /** `group.row.column`, the front part of every spot in it. */
  readonly at: string;
  /** Which of its things Tab reaches; −1 for none. */
  readonly active: number;
  /** Selected ones, joined: a text is equal to itself, a set is not. */
  readonly selected: string;
  readonly open: string | null;
  readonly renaming: string | null;
  readonly finding: string | null;
  readonly mayEdit: boolean;
}

/** A meeting of stage and channel: its cards, what it lacks, or the decision that nothing belongs here. */
export const CellView = memo(function CellView(props: Props) {
  const { cell, name, at, active, selected, open, renaming, finding, mayEdit } = props;
  const { t } = useTranslation("design/inventory");
  const actions = useGridActions();
  const ref = useRef<HTMLDivElement>(null);
  const accepts = mayEdit && cell.decision === null;
  const { dropProps, isDropTarget } = useDrop({
    ref,
    isDisabled: !accepts,
    getDropOperation: (types) => (types.has(DRAGGED) ? "move" : "cancel"),
    onDrop: async ({ items }) => {
      for (const item of items) {
        if (item.kind !== "text" || !item.types.has(DRAGGED)) continue;
        actions.drop(JSON.parse(await item.getText(DRAGGED)) as string[], cell);
      }
    },
  });
  const chosen = selected === "" ? [] : selected.split(" ");
  const size = cell.cards.length + cell.ghosts.length;
  const last = active === size;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: what stands in it takes the focus
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
      role="gridcell"
      className={styles.place}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: no fields stand in it */}
      <div
        {...(accepts ? dropProps : {})}
        ref={ref}
        role="group"
        aria-label={name}
        tabIndex={-1}
        className={styles.cell}
        data-drop={isDropTarget || undefined}
        data-decided={cell.decision ? true : undefined}
      >
        {cell.cards.map((card, index) => (
          <TouchpointCard
            key={card.touchpoint.id}
            card={card}
            spot={`${at}.${index}`}
            active={active === index}
            selected={chosen.includes(card.touchpoint.id)}
            open={open === card.touchpoint.key}
            renaming={renaming === card.touchpoint.id}
            mayEdit={mayEdit}
          />
        ))}
        {cell.ghosts.map((ghost, index) => (
          <GhostCard
            key={ghost.ids[0]}
            ghost={ghost}
            open={finding !== null && ghost.ids.includes(finding)}
            spot={`${at}.${cell.cards.length + index}`}
            active={active === cell.cards.length + index}
          />
        ))}
        {cell.decision ? (
          <button
            type="button"
            className={styles.decided}
            data-spot={`${at}.${size}`}
            tabIndex={last ? 0 : -1}
            title={cell.decision.reason}
            onClick={(event) => actions.add(cell, event.currentTarget)}
          >
            <span aria-hidden="true">–</span>
            <span className="sr">{t("cell.decided", { cell: name, reason: cell.decision.reason })}</span>
          </button>
        ) : (
          mayEdit && (
            <button
              type="button"
              className={styles.add}
              data-spot={`${at}.${size}`}
              tabIndex={last ? 0 : -1}
              aria-label={t("cell.add", { cell: name })}
              onClick={(event) => actions.add(cell, event.currentTarget)}
            >
              <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                <path d="M5 1v8M1 5h8" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
              </svg>
            </button>
          )
        )}
        {!mayEdit && size === 0 && !cell.decision && (
          // Somewhere for the arrows to stand, and to hear that nothing is here.
          <span className={styles.nothing} tabIndex={last ? 0 : -1} data-spot={`${at}.${size}`}>
            <span className="sr">{t("cell.empty")}</span>
          </span>
        )}
      </div>
    </td>
  );
});
