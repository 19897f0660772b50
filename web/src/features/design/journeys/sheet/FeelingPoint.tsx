import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { BEST, WORST } from "../document";
import { feelingAt, yOf } from "../layout";
import { feelingWord } from "../words";
import styles from "./sheet.module.css";

type Props = {
  label: string;
  feeling: number | null;
  moment: boolean;
  mayEdit: boolean;
  /** How it is really felt, so that the words of the two do not stand on each other. */
  lived: number | null;
  /** While it is dragged the line follows; it is kept when it is let go. */
  onDraw: (feeling: number | null | undefined) => void;
  onChange: (feeling: number | null) => void;
  onNudge: (way: -1 | 1) => void;
};

/** The designed feeling of a step: dragged, or set with the arrow keys. */
export function FeelingPoint({ label, feeling, moment, lived, mayEdit, onDraw, onChange, onNudge }: Props) {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const [drag, setDrag] = useState<{ start: number; offset: number; value: number } | null>(null);
  const shown = drag ? drag.value : feeling;
  const words = shown === null ? feelingWord(t, null) : `${format.signed(shown, 0)}, ${feelingWord(t, shown)}`;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      onNudge(event.key === "ArrowLeft" ? -1 : 1);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next: Record<string, number | null> = {
      ArrowUp: feeling === null ? 0 : Math.min(BEST, feeling + 1),
      ArrowRight: feeling === null ? 0 : Math.min(BEST, feeling + 1),
      ArrowDown: feeling === null ? 0 : Math.max(WORST, feeling - 1),
      ArrowLeft: feeling === null ? 0 : Math.max(WORST, feeling - 1),
      Home: WORST,
      End: BEST,
      Delete: null,
      Backspace: null,
    };
    if (!(event.key in next)) return;
    event.preventDefault();
    onChange(next[event.key] as number | null);
  };

  const at = (event: PointerEvent) => {
    const cell = event.currentTarget.parentElement?.getBoundingClientRect();
    return cell ? event.clientY - cell.top : 0;
  };
  return (
    // A slider of React Aria always has a value; "not decided" is one that it cannot hold.
    <div
      role="slider"
      tabIndex={0}
      className={styles.point}
      data-under={(lived !== null && lived > (shown ?? 0) && lived - (shown ?? 0) < 1) || undefined}
      data-none={shown === null || undefined}
      data-moment={moment || undefined}
      data-dragging={drag !== null || undefined}
      style={{ top: yOf(shown ?? 0) }}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={WORST}
      aria-valuemax={BEST}
      aria-valuenow={shown ?? 0}
      aria-valuetext={words}
      aria-readonly={!mayEdit}
      title={words}
      onKeyDown={mayEdit ? onKeyDown : undefined}
      onPointerDown={(event) => {
        if (!mayEdit || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ start: at(event), offset: at(event) - yOf(feeling ?? 0), value: feeling ?? 0 });
        onDraw(feeling ?? 0);
      }}
      onPointerMove={(event) => {
        if (!drag) return;
        const value = feelingAt(at(event) - drag.offset);
        if (value === drag.value) return;
        setDrag({ ...drag, value });
        onDraw(value);
      }}
      onPointerUp={() => {
        if (!drag) return;
        setDrag(null);
        onDraw(undefined);
        if (drag.value !== feeling) onChange(drag.value);
      }}
      onPointerCancel={() => {
        setDrag(null);
        onDraw(undefined);
      }}
    >
      <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
        {moment ? (
          <path d="M14 3 25 14 14 25 3 14Z" className={styles.thumb} />
        ) : (
          <circle cx="14" cy="14" r="8" className={styles.thumb} />
        )}
      </svg>
      <span className={styles.level} aria-hidden="true">
        {shown === null ? "?" : format.signed(shown, 0)}
      </span>
    </div>
  );
}
