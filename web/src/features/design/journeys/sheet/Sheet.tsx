import { type PointerEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { FEELINGS, moveStep, stageRuns } from "../document";
import { bow, columnAt, lane, placeOfDrop, widths, yOf } from "../layout";
import type { JourneyDocument, LivedStep } from "../queries";
import { feelingWord } from "../words";
import { FeelingLines } from "./FeelingLines";
import { type Inventory, rows, type StepActs, StepColumn } from "./StepColumn";
import styles from "./sheet.module.css";

type Props = {
  document: JourneyDocument;
  lived: ReadonlyMap<string, LivedStep>;
  inventory: Inventory;
  width: number;
  mayEdit: boolean;
  acts: Omit<StepActs, "draw" | "grab" | "nudge"> & {
    nudge: (id: string, way: -1 | 1) => void;
    move: (id: string, place: number, stage: string) => void;
  };
  /** The step that the keyboard has just moved: it keeps the focus. */
  moved: { id: string; turn: number } | null;
  name: string;
};

/** Width of the column of lane heads. */
export const HEADS = 132;

type Drag = { id: string; x: number; from: number; target: { at: number; before: boolean } | null };

/** Stages by lanes. Wide, so it scrolls sideways under its lane heads. */
export function Sheet({ document, lived, inventory, width, mayEdit, acts, moved, name }: Props) {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const { steps } = document;
  const scroll = useRef<HTMLElement>(null);
  const [drawn, setDrawn] = useState<{ id: string; feeling: number | null } | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const runs = stageRuns(steps);
  const firsts = new Set(runs.map((run) => run.from));

  // React moves the column's elements, and a moved element loses the focus.
  useLayoutEffect(() => {
    if (moved) window.document.getElementById(`move-${moved.id}`)?.focus();
  }, [moved]);

  const draw = useCallback(
    (id: string, feeling: number | null | undefined) => setDrawn(feeling === undefined ? null : { id, feeling }),
    [],
  );
  const order = useRef(steps);
  order.current = steps;
  const widthNow = useRef(width);
  widthNow.current = width;
  const grab = useCallback(
    (id: string, event: PointerEvent<HTMLButtonElement>) => {
      if (event.button !== 0) return;
      const handle = event.currentTarget;
      const from = order.current.findIndex((step) => step.id === id);
      const start = event.clientX;
      handle.setPointerCapture(event.pointerId);
      const place = (x: number) => {
        const box = scroll.current;
        if (!box) return null;
        const edge = box.getBoundingClientRect();
        return columnAt(x - edge.left - HEADS + box.scrollLeft, widthNow.current, order.current.length);
      };
      let target: Drag["target"] = null;
      const onMove = (at: globalThis.PointerEvent) => {
        if (target === null && Math.abs(at.clientX - start) < 6) return;
        const box = scroll.current;
        const edge = box?.getBoundingClientRect();
        if (box && edge) {
          if (at.clientX > edge.right - 40) box.scrollLeft += 14;
          else if (at.clientX < edge.left + HEADS + 24) box.scrollLeft -= 14;
        }
        target = place(at.clientX);
        setDrag({ id, x: at.clientX, from, target });
      };
      const stop = () => {
        handle.removeEventListener("pointermove", onMove);
        handle.removeEventListener("pointerup", onUp);
        handle.removeEventListener("pointercancel", stop);
        setDrag(null);
      };
      const onUp = () => {
        stop();
        const over = target && order.current[target.at];
        if (target && over) acts.move(id, placeOfDrop(from, target), over.stage);
      };
      handle.addEventListener("pointermove", onMove);
      handle.addEventListener("pointerup", onUp);
      handle.addEventListener("pointercancel", stop);
    },
    [acts],
  );
  const stepActs = useMemo<StepActs>(() => ({ ...acts, draw, grab }), [acts, draw, grab]);

  const shown = drawn
    ? steps.map((step) => (step.id === drawn.id ? { ...step, feeling: drawn.feeling } : step))
    : steps;
  const stageLabel = (key: string) => inventory.stages.find((stage) => stage.key === key)?.label ?? key;
  const drop = drag?.target ? (drag.target.before ? drag.target.at : drag.target.at + 1) : null;
  const dropsNowhere =
    drag?.target != null &&
    moveStep(document, drag.id, placeOfDrop(drag.from, drag.target), steps[drag.target.at]?.stage) === document;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section ref={scroll} className={styles.scroll} aria-label={t("sheet.label", { name })} tabIndex={0}>
      <div
        className={styles.sheet}
        style={{ gridTemplateColumns: `${HEADS}px repeat(${steps.length}, ${width}px)` }}
        data-narrow={width < 150 || undefined}
        data-overview={width < widths.least || undefined}
      >
        <LaneHead row="stage" />
        {(["head", "expectation", "touchpoint", "action", "channel", "plusOnes", "backstage", "owner"] as const).map(
          (row) => (
            <LaneHead key={row} row={row} />
          ),
        )}
        <div className={styles.laneHead} style={{ gridRow: rows.feeling, gridColumn: 1 }} data-row="feeling">
          <b>{t("lane.feeling")}</b>
          <div className={styles.levels} style={{ height: lane.height }} aria-hidden="true">
            {FEELINGS.map((level) => (
              <span key={level} style={{ top: yOf(level) }} data-expected={level === 0 || undefined}>
                {feelingWord(t, level)} <i>{format.signed(level, 0)}</i>
              </span>
            ))}
          </div>
        </div>
        {runs.map((run) => (
          <div
            key={run.from}
            className={styles.stage}
            style={{ gridRow: rows.stage, gridColumn: `${run.from + 2} / span ${run.many}` }}
          >
            <span>{stageLabel(run.stage)}</span>
          </div>
        ))}
        {document.links && <Ways document={document} width={width} />}
        <div
          className={styles.drawing}
          style={{ gridRow: rows.feeling, gridColumn: `2 / span ${steps.length}`, height: lane.height }}
        >
          <FeelingLines steps={shown} lived={lived} width={width} />
        </div>
        <div
          className={styles.sight}
          style={{ gridRow: rows.backstage, gridColumn: `2 / span ${steps.length}` }}
          aria-hidden="true"
        />
        <ol className={styles.columns} aria-label={t("sheet.steps")}>
          {steps.map((step, at) => (
            <StepColumn
              key={step.id}
              step={step}
              at={at}
              many={steps.length}
              first={firsts.has(at)}
              lived={lived.get(step.id)}
              inventory={inventory}
              mayEdit={mayEdit}
              held={drag?.id === step.id}
              acts={stepActs}
            />
          ))}
        </ol>
        {drop !== null && !dropsNowhere && (
          <div className={styles.drop} style={{ left: HEADS + drop * width }} aria-hidden="true" />
        )}
      </div>
    </section>
  );
}

function LaneHead({ row }: { row: Exclude<keyof typeof rows, "ways" | "feeling"> }) {
  const { t } = useTranslation("design/journeys");
  return (
    <div className={styles.laneHead} style={{ gridRow: rows[row], gridColumn: 1 }} data-row={row}>
      {row === "stage" || row === "head" ? (
        <span className="sr">{t(row === "stage" ? "lane.stage" : "lane.label")}</span>
      ) : (
        <>
          <b>{t(`lane.${row}`)}</b>
          <small>{t(`laneNote.${row}`)}</small>
        </>
      )}
    </div>
  );
}

/** Where the journey parts: bows from step to step, where it is not simply the next. */
function Ways({ document, width }: { document: JourneyDocument; width: number }) {
  const at = new Map(document.steps.map((step, place) => [step.id, place]));
  const height = 44;
  const middle = (id: string) => ((at.get(id) ?? 0) + 0.5) * width;
  return (
    <svg
      className={styles.ways}
      style={{ gridRow: rows.ways, gridColumn: `2 / span ${document.steps.length}` }}
      width={document.steps.length * width}
      height={height}
      aria-hidden="true"
    >
      {(document.links ?? []).map(({ from, to }) => (
        <g key={`${from} ${to}`}>
          <path d={bow(middle(from), middle(to), height)} />
          <path className={styles.tip} d={`M${middle(to) - 4} ${height - 7}h8l-4 7z`} />
        </g>
      ))}
    </svg>
  );
}
