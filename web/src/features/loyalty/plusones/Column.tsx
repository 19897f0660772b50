import { useRef, useState } from "react";
import { useDrop } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { SHOWN, waysFrom } from "./board";
import { Card, type CardActs, DRAGGED } from "./Card";
import styles from "./plusones.module.css";
import type { PlusOne, State } from "./queries";

type Props = {
  state: State;
  cards: PlusOne[];
  all: readonly PlusOne[];
  acts: CardActs;
  mayEdit: boolean;
  mayGive: boolean;
};

/** A column with its rule in a line. Cards are dropped here, or moved by their menu. */
export function Column({ state, cards, all, acts, mayEdit, mayGive }: Props) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLElement>(null);
  const { dropProps, isDropTarget } = useDrop({
    ref,
    isDisabled: !mayEdit,
    getDropOperation: (types) => (types.has(DRAGGED) ? "move" : "cancel"),
    onDrop: async ({ items }) => {
      for (const item of items) {
        if (item.kind !== "text" || !item.types.has(DRAGGED)) continue;
        const id = await item.getText(DRAGGED);
        const dropped = all.find((it) => it.id === id);
        if (dropped && waysFrom(dropped).includes(state)) acts.move(dropped, state);
      }
    },
  });
  const shown = open ? cards : cards.slice(0, SHOWN);
  const more = cards.length - SHOWN;
  return (
    <section
      {...(mayEdit ? dropProps : {})}
      ref={ref}
      className={styles.column}
      data-drop={isDropTarget || undefined}
      aria-label={t(`state.${state}`)}
    >
      <header>
        <h2>
          {t(`state.${state}`)} <span>{format.count(cards.length)}</span>
        </h2>
        <p>{t(`rule.${state}`)}</p>
      </header>
      {shown.map((it) => (
        <Card key={it.id} it={it} acts={acts} mayEdit={mayEdit} mayGive={mayGive} />
      ))}
      {cards.length === 0 && <p className={styles.nothing}>{t(`nothing.${state}`)}</p>}
      {more > 0 && (
        <Button look="quiet" size="s" aria-expanded={open} onPress={() => setOpen(!open)}>
          {open ? t("column.less") : t("column.more", { count: more })}
        </Button>
      )}
    </section>
  );
}
