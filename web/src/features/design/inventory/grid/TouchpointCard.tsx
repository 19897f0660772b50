import { type MouseEvent, memo, useContext, useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Card, Ghost } from "../cards";
import { Diamond, Dots, FindingNumber } from "../marks";
import { cardWords } from "../words";
import { HandleContext, useGridActions } from "./actions";
import styles from "./card.module.css";

interface Props {
  readonly card: Card;
  /** Where it stands in the grid, for the arrow keys: `data-spot` of the thing that takes the focus. */
  readonly spot: string;
  /** The one thing of the grid that Tab reaches. */
  readonly active: boolean;
  readonly selected: boolean;
  readonly open: boolean;
  readonly renaming: boolean;
  readonly mayEdit: boolean;
}

/** A touchpoint: the shape says its kind, the edge its state. */
export const TouchpointCard = memo(function TouchpointCard(props: Props) {
  const { card, spot, active, selected, open, renaming, mayEdit } = props;
  const { t } = useTranslation("design/inventory");
  const actions = useGridActions();
  const { touchpoint } = card;
  const press = (event: MouseEvent) => {
    if (event.shiftKey) actions.press(card, "range");
    else if (event.ctrlKey || event.metaKey) actions.press(card, "toggle");
    else actions.press(card, "open");
  };
  return (
    <div
      className={styles.slot}
      data-slot=""
      data-kind={touchpoint.kind}
      data-selected={selected || undefined}
      data-open={open || undefined}
    >
      {renaming ? (
        <div className={styles.card} data-kind={touchpoint.kind} data-state={card.state}>
          <NameField card={card} />
        </div>
      ) : (
        // biome-ignore-start lint/a11y/useSemanticElements: Firefox drags nothing that is a button
        // biome-ignore-start lint/a11y/useKeyWithClickEvents: the grid hears the keys of its cards
        <div
          className={styles.card}
          data-kind={touchpoint.kind}
          data-state={card.state}
          role="button"
          draggable={mayEdit}
          tabIndex={active ? 0 : -1}
          data-spot={spot}
          data-id={touchpoint.id}
          aria-pressed={selected}
          onClick={press}
          onDoubleClick={mayEdit ? () => actions.rename(card, null) : undefined}
        >
          <CardTitle label={touchpoint.label} moment={touchpoint.moment_of_truth} />
          <span className="sr">, {cardWords(t, card)}</span>
          <CardFoot card={card} />
        </div>
        // biome-ignore-end lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore-end lint/a11y/useSemanticElements: see above
      )}
      {mayEdit && active && !renaming && <Grip label={touchpoint.label} />}
    </div>
  );
});

/** Where a card is picked up by keyboard: Enter, Tab to a cell, Enter. */
function Grip({ label }: { label: string }) {
  const { t } = useTranslation("design/inventory");
  const handle = useContext(HandleContext);
  return (
    <Button {...handle} className={styles.grip ?? ""} aria-label={t("card.grip", { label })}>
      <svg width="8" height="12" viewBox="0 0 8 12" aria-hidden="true">
        <path d="M2 2h0M6 2h0M2 6h0M6 6h0M2 10h0M6 10h0" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
    </Button>
  );
}

/** The mark stays with the last word: alone on a line it would belong to nothing. */
export function CardTitle({ label, moment }: { label: string; moment: boolean }) {
  if (!moment) return <span className={styles.title}>{label}</span>;
  const at = label.lastIndexOf(" ");
  return (
    <span className={styles.title}>
      {label.slice(0, at + 1)}
      <span className={styles.together}>
        {label.slice(at + 1)} <Diamond />
      </span>
    </span>
  );
}

function CardFoot({ card }: { card: Card }) {
  const { t } = useTranslation("design/inventory");
  const numbers = card.findings.map((no) => <FindingNumber key={no} no={no} />);
  switch (card.state) {
    case "missing":
      return (
        <span aria-hidden="true" className={styles.foot} data-tone="short">
          {numbers}
          {t("state.missing")}
        </span>
      );
    case "planned":
      return (
        <span aria-hidden="true" className={styles.foot}>
          {numbers}
          {card.lacks ? t("card.plannedLacks", { count: card.lacks }) : t("state.planned")}
        </span>
      );
    case "retired":
    case "not_applicable":
      return (
        <span aria-hidden="true" className={styles.foot}>
          {t(`state.${card.state}`)}
        </span>
      );
    default:
      return (
        <span aria-hidden="true" className={styles.foot}>
          <Dots attention={card.attention} />
          <span className={styles.push} />
          {numbers}
          {card.staleMonths !== null && t("card.months", { count: card.staleMonths })}
        </span>
      );
  }
}

/** Renaming in place: Enter or leaving the field keeps, Escape leaves it as it was. */
function NameField({ card }: { card: Card }) {
  const { t } = useTranslation("design/inventory");
  const actions = useGridActions();
  const field = useRef<HTMLTextAreaElement>(null);
  const over = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (label: string) => {
    if (over.current) return;
    over.current = true;
    actions.rename(card, label);
  };
  const { label } = card.touchpoint;
  return (
    <textarea
      ref={field}
      className={styles.name}
      rows={2}
      maxLength={200}
      aria-label={t("card.rename", { label })}
      defaultValue={label}
      onBlur={(event) => end(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") end(label);
        if (event.key === "Enter" && !event.nativeEvent.isComposing) {
          event.preventDefault();
          end(event.currentTarget.value);
        }
      }}
    />
  );
}

/** A touch that should be there: the card of a finding, with its number. */
export const GhostCard = memo(function GhostCard({
  ghost,
  spot,
  active,
  open,
}: {
  readonly ghost: Ghost;
  readonly open: boolean;
  readonly spot: string;
  readonly active: boolean;
}) {
  const { t } = useTranslation("design/inventory");
  const actions = useGridActions();
  return (
    <div className={styles.slot} data-kind={ghost.kind} data-open={open || undefined}>
      <button
        type="button"
        className={styles.card}
        data-kind={ghost.kind}
        data-state={ghost.nameless ? "thought" : "missing"}
        tabIndex={active ? 0 : -1}
        data-spot={spot}
        onClick={() => actions.finding(ghost)}
      >
        <CardTitle label={ghost.label} moment={false} />
        <span className="sr">
          , {t(ghost.nameless ? "card.ghostPlace" : "card.ghost", { n: ghost.findings.join(", ") })}
        </span>
        <span aria-hidden="true" className={styles.foot} data-tone="short">
          {ghost.findings.map((no) => (
            <FindingNumber key={no} no={no} />
          ))}
          {!ghost.nameless && t("state.missing")}
        </span>
      </button>
    </div>
  );
});
