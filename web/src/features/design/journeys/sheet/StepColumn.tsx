import { memo, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { limits, type WordLane } from "../document";
import type { Channel, JourneyStep, LivedStep, Spot, Stage } from "../queries";
import { reasonWord } from "../words";
import { ChannelCell } from "./ChannelCell";
import { FeelingPoint } from "./FeelingPoint";
import { SpotCell } from "./SpotCell";
import { StepMenu } from "./StepMenu";
import styles from "./sheet.module.css";
import { Words } from "./Words";

/** Rows of the sheet; the heads of stages and the bows of ways stand above. */
export const rows = {
  stage: 1,
  ways: 2,
  head: 3,
  expectation: 4,
  feeling: 5,
  touchpoint: 6,
  action: 7,
  channel: 8,
  plusOnes: 9,
  backstage: 10,
  owner: 11,
} as const;

/** What can be done to steps; one object for all columns, which never changes. */
export type StepActs = {
  edit: (id: string, edit: Partial<JourneyStep>, about?: string) => void;
  rest: () => void;
  draw: (id: string, feeling: number | null | undefined) => void;
  nudge: (id: string, way: -1 | 1) => void;
  add: (beside: string, side: "before" | "after") => void;
  remove: (id: string) => void;
  ways: (id: string) => void;
  grab: (id: string, event: PointerEvent<HTMLButtonElement>) => void;
};

export type Inventory = {
  stages: readonly Stage[];
  channels: readonly Channel[];
  spots: readonly Spot[];
};

type Props = {
  step: JourneyStep;
  at: number;
  many: number;
  /** Starts a stage: a rule stands before it. */
  first: boolean;
  lived: LivedStep | undefined;
  inventory: Inventory;
  mayEdit: boolean;
  held: boolean;
  acts: StepActs;
};

/** One step from top to bottom. Its cells are laid on the sheet's rows; read and tabbed, they stand together. */
export const StepColumn = memo(function StepColumn(props: Props) {
  const { step, at, many, first, lived, inventory, mayEdit, held, acts } = props;
  const { t } = useTranslation("design/journeys");
  const name = t("sheet.stepName", { no: at + 1, label: step.label });
  const spot = inventory.spots.find((one) => one.key === step.touchpoint);
  const cell = (row: keyof typeof rows) => ({ gridRow: rows[row], gridColumn: at + 2 });
  const mark = { "data-first": first || undefined, "data-held": held || undefined };
  const words = (lane: WordLane, placeholder?: string, instead?: string) => (
    <div className={styles.cell} style={cell(lane)} {...mark} data-lane={lane}>
      <Words
        label={t("sheet.cellOf", { lane: t(`lane.${lane}`), step: name })}
        value={step[lane]}
        most={lane === "owner" ? limits.label : limits.words}
        onChange={(value) => acts.edit(step.id, { [lane]: value }, `${step.id} ${lane}`)}
        onRest={acts.rest}
        mayEdit={mayEdit}
        placeholder={placeholder}
        instead={instead}
      />
    </div>
  );
  return (
    <li className={styles.column} aria-label={name}>
      <div className={styles.head} style={cell("head")} {...mark}>
        <div className={styles.headTop}>
          {mayEdit && (
            <button
              type="button"
              className={styles.handle}
              id={`move-${step.id}`}
              aria-label={t("sheet.move", { step: name })}
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
              title={t("sheet.moveHow")}
              onPointerDown={(event) => acts.grab(step.id, event)}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
                event.preventDefault();
                acts.nudge(step.id, event.key === "ArrowLeft" ? -1 : 1);
              }}
            >
              <svg viewBox="0 0 8 14" width="8" height="14" aria-hidden="true">
                {[1, 5.5, 10].map((y) => (
                  <path key={y} d={`M0 ${y}h2.6v2.6h-2.6zM5 ${y}h2.6v2.6h-2.6z`} fill="currentColor" />
                ))}
              </svg>
            </button>
          )}
          <span className={styles.no}>{at + 1}</span>
          {step.moment_of_truth && (
            <span className={styles.moment} title={t("sheet.moment")}>
              <svg viewBox="0 0 12 12" width="11" height="11" role="img" aria-label={t("sheet.moment")}>
                <path d="M6 .5 11.5 6 6 11.5.5 6z" fill="currentColor" />
              </svg>
            </span>
          )}
          {mayEdit && <StepMenu step={step} name={name} at={at} many={many} stages={inventory.stages} acts={acts} />}
        </div>
        <Words
          label={t("sheet.cellOf", { lane: t("lane.label"), step: name })}
          value={step.label}
          most={limits.label}
          look="name"
          onChange={(label) => acts.edit(step.id, { label }, `${step.id} label`)}
          onRest={acts.rest}
          mayEdit={mayEdit}
          placeholder={t("sheet.noLabel")}
        />
      </div>
      {words("expectation", mayEdit ? t("hint.expectation") : undefined)}
      <div className={styles.feeling} style={cell("feeling")} {...mark}>
        <FeelingPoint
          label={t("sheet.cellOf", { lane: t("lane.feeling"), step: name })}
          feeling={step.feeling}
          moment={step.moment_of_truth}
          lived={lived?.estimate.value ?? null}
          mayEdit={mayEdit}
          onDraw={(feeling) => acts.draw(step.id, feeling)}
          onChange={(feeling) => acts.edit(step.id, { feeling })}
          onNudge={(way) => acts.nudge(step.id, way)}
        />
        {lived && <LivedWords lived={lived} />}
      </div>
      <div className={styles.cell} style={cell("touchpoint")} {...mark} data-lane="touchpoint">
        <SpotCell step={step} name={name} spot={spot} inventory={inventory} mayEdit={mayEdit} acts={acts} />
      </div>
      {words("action", mayEdit ? t("hint.action") : undefined)}
      <div className={styles.cell} style={cell("channel")} {...mark} data-lane="channel">
        <ChannelCell step={step} name={name} spot={spot} channels={inventory.channels} mayEdit={mayEdit} acts={acts} />
      </div>
      <div className={styles.cell} style={cell("plusOnes")} {...mark} data-lane="plusOnes">
        <Words
          label={t("sheet.cellOf", { lane: t("lane.plusOnes"), step: name })}
          value={step.plus_ones.join("\n")}
          most={limits.words}
          onChange={(text) =>
            acts.edit(
              step.id,
              { plus_ones: text === "" ? [] : text.split("\n").slice(0, limits.plusOnes) },
              `${step.id} plus_ones`,
            )
          }
          onRest={acts.rest}
          mayEdit={mayEdit}
          placeholder={mayEdit ? t("hint.plusOnes") : undefined}
        />
      </div>
      {words("backstage", mayEdit ? t("hint.backstage") : undefined)}
      {words("owner", mayEdit ? t("hint.owner") : undefined, spot?.owner?.name)}
    </li>
  );
});

/** The as-is point in words, for readers: the drawing says it to eyes. */
function LivedWords({ lived }: { lived: LivedStep }) {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const { value, low, high, n } = lived.estimate;
  const number = (figure: number) => format.decimal(figure, 1);
  return (
    <span className="sr">
      {value === null
        ? reasonWord(t, lived.reason)
        : t("sheet.livedWords", {
            value: number(value),
            low: number(low ?? value),
            high: number(high ?? value),
            n,
            verdict: t(`verdict.${lived.verdict}`),
          })}
    </span>
  );
}
