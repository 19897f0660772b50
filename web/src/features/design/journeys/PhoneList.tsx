import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { stageRuns } from "./document";
import styles from "./parts.module.css";
import type { JourneyDocument, LivedStep } from "./queries";
import { LivedSign } from "./sheet/FeelingLines";
import { planOf } from "./sheet/SpotCell";
import type { Inventory } from "./sheet/StepColumn";
import { livedText } from "./TwinTable";
import { feelingWord } from "./words";

type Props = {
  document: JourneyDocument;
  lived: ReadonlyMap<string, LivedStep>;
  inventory: Inventory;
};

/** On a phone the journey is read from top to bottom, step after step. */
export function PhoneList({ document, lived, inventory }: Props) {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  return (
    <div className={styles.phone}>
      {stageRuns(document.steps).map((run) => (
        <section key={run.from}>
          <h3>{inventory.stages.find((stage) => stage.key === run.stage)?.label ?? run.stage}</h3>
          <ol className={styles.cards} start={run.from + 1}>
            {document.steps.slice(run.from, run.from + run.many).map((step, at) => {
              const felt = lived.get(step.id);
              const spot = inventory.spots.find((one) => one.key === step.touchpoint);
              const channel = inventory.channels.find((one) => one.key === step.channel)?.label ?? spot?.channel?.label;
              const lines: [string, string | undefined][] = [
                [t("lane.expectation"), step.expectation],
                [t("lane.action"), step.action],
                [t("lane.channel"), channel],
                [t("lane.plusOnes"), step.plus_ones.join("\n")],
                [t("lane.backstage"), step.backstage],
                [t("lane.owner"), step.owner || spot?.owner?.name],
              ];
              return (
                <li key={step.id} className={styles.card}>
                  <h4>
                    <span className="soft">{run.from + at + 1}</span> {step.label}
                    {step.moment_of_truth && (
                      <svg viewBox="0 0 12 12" width="11" height="11" role="img" aria-label={t("sheet.moment")}>
                        <path d="M6 .5 11.5 6 6 11.5.5 6z" fill="currentColor" />
                      </svg>
                    )}
                  </h4>
                  <FeelingMeter designed={step.feeling} felt={felt} />
                  <dl>
                    <dt>{t("lane.feeling")}</dt>
                    <dd>
                      {step.feeling === null
                        ? feelingWord(t, null)
                        : `${format.signed(step.feeling, 0)}, ${feelingWord(t, step.feeling)}`}
                    </dd>
                    {felt && (
                      <>
                        <dt>{t("lane.lived")}</dt>
                        <dd>{livedText(t, format, felt)}</dd>
                      </>
                    )}
                    {lines
                      .filter(([, words]) => words)
                      .map(([lane, words]) => (
                        <div key={lane} style={{ display: "contents" }}>
                          <dt>{lane}</dt>
                          <dd>{words}</dd>
                        </div>
                      ))}
                    {spot && (
                      <>
                        <dt>{t("lane.touchpoint")}</dt>
                        <dd>
                          <Link to={planOf(spot)}>{spot.label}</Link>
                        </dd>
                      </>
                    )}
                  </dl>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** The two feelings of one step on a line from −2 to +2. */
function FeelingMeter({ designed, felt }: { designed: number | null; felt: LivedStep | undefined }) {
  const x = (feeling: number) => 12 + ((feeling + 2) / 4) * 296;
  const { value, low, high } = felt?.estimate ?? { value: null, low: null, high: null };
  return (
    <svg viewBox="0 0 320 26" className={styles.meter} aria-hidden="true">
      <path d="M12 13H308" stroke="var(--rule)" />
      {[-2, -1, 0, 1, 2].map((level) => (
        <path
          key={level}
          d={`M${x(level)} ${level === 0 ? 5 : 9}V${level === 0 ? 21 : 17}`}
          stroke={level === 0 ? "var(--unknown)" : "var(--rule)"}
        />
      ))}
      {value !== null && felt && (
        <>
          <path
            d={`M${x(low ?? value)} 13H${x(high ?? value)}`}
            stroke="var(--fig)"
            strokeWidth="5"
            strokeOpacity="0.4"
          />
          <LivedSign x={x(value)} y={13} verdict={felt.verdict} />
        </>
      )}
      {designed !== null && <circle cx={x(designed)} cy="13" r="6" fill="none" stroke="var(--ink)" strokeWidth="2" />}
    </svg>
  );
}
