import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, LinkButton } from "../../../ui/Button";
import { PageHeader } from "../../../ui/PageHeader";
import { Note } from "../../../ui/Panel";
import { Sign } from "../../../ui/Sign";
import { Time } from "../../../ui/Time";
import { leftOutLink, rejectsLink } from "../queries";
import type { Import } from "../types";
import { WizardSteps } from "../wizard/WizardSteps";
import { verdict } from "./progress";
import styles from "./Run.module.css";
import { UndoButton } from "./UndoButton";

/** Step five: what came in, what did not and why, and the way back. */
export function ResultView({ finished }: { finished: Import }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const { organization } = useMe();
  const heard = verdict(finished);
  const kept = finished.state === "done";
  const title =
    finished.state === "done"
      ? t(`verdict.${heard}`, { count: finished.imported, words: format.count(finished.imported) })
      : t(`verdict.${finished.state as "cancelled"}`, { file: finished.file_name });
  return (
    <>
      <PageHeader
        name={t("result.name", { file: finished.file_name })}
        title={title}
        above={<WizardSteps current="result" />}
      >
        <p>
          {finished.state === "done" ? t(`verdictWhat.${heard}`) : t(`verdictWhat.${finished.state as "cancelled"}`)}
        </p>
      </PageHeader>
      <div className={styles.result}>
        {finished.state === "failed" && finished.error && (
          <Note sign={<Sign standing="dissatisfied" size={11} />}>
            <p>{finished.error}</p>
          </Note>
        )}
        <dl className={styles.tally}>
          <Part
            words={t("result.imported")}
            figure={finished.imported}
            note={t("result.importedNote", {
              count: finished.clients_created,
              clients: format.count(finished.clients_created),
            })}
          />
          <Part words={t("result.unchanged")} figure={finished.unchanged} note={t("result.unchangedNote")} />
          <Part words={t("result.conflicts")} figure={finished.conflicts} note={t("result.conflictsNote")} />
          <Part
            words={t("result.rejected")}
            figure={finished.rejected}
            sign={finished.rejected > 0 ? <Sign standing="dissatisfied" size={10} /> : undefined}
            note={finished.rejected > 0 ? t("result.rejectedNote") : t("result.rejectedNone")}
          />
          {finished.left_out > 0 && (
            <Part words={t("result.leftOut")} figure={finished.left_out} note={t("result.leftOutNote")} />
          )}
        </dl>
        <div className={styles.ways}>
          {kept && finished.imported + finished.unchanged > 0 && (
            <>
              <LinkButton look="go" to="/touchpoints">
                {t("result.toScoreboard")}
              </LinkButton>
              <LinkButton to="/cockpit">{t("result.toCockpit")}</LinkButton>
            </>
          )}
          {finished.rejected + finished.conflicts > 0 && (
            <AnchorButton href={rejectsLink(finished.id)} download>
              {t("result.rejects", {
                count: finished.rejected + finished.conflicts,
                words: format.count(finished.rejected + finished.conflicts),
              })}
            </AnchorButton>
          )}
          {finished.left_out > 0 && (
            <AnchorButton href={leftOutLink(finished.id)} download>
              {t("result.leftOutSave", { count: finished.left_out, words: format.count(finished.left_out) })}
            </AnchorButton>
          )}
          <LinkButton to="/import/new" look={kept ? "plain" : "go"}>
            {t("result.another")}
          </LinkButton>
        </div>
        <dl className={styles.facts}>
          <Fact words={t("result.file")}>{finished.file_name}</Fact>
          {finished.mapping_name && <Fact words={t("result.mapping")}>{finished.mapping_name}</Fact>}
          <Fact words={t("result.source")}>{finished.source}</Fact>
          <Fact words={t("result.created")}>
            {t("result.createdWords", {
              touchpoints: t("result.touchpoints", {
                count: finished.touchpoints_created,
                words: format.count(finished.touchpoints_created),
              }),
              clients: t("result.clients", {
                count: finished.clients_created,
                words: format.count(finished.clients_created),
              }),
            })}
          </Fact>
          {finished.finished_at && (
            <Fact words={t("result.when")}>
              <Time at={finished.finished_at} zone={organization.time_zone} />
              {finished.started_at &&
                ` · ${t("result.took", {
                  span: format.span((Date.parse(finished.finished_at) - Date.parse(finished.started_at)) / 1000),
                })}`}
            </Fact>
          )}
          {finished.by && <Fact words={t("result.by")}>{finished.by}</Fact>}
        </dl>
        {kept && (
          <div className={styles.undo}>
            <p>{t("undo.hint")}</p>
            <UndoButton one={finished} />
          </div>
        )}
      </div>
      <p role="status" className="sr">
        {title}
      </p>
    </>
  );
}

function Part({ words, figure, note, sign }: { words: string; figure: number; note: string; sign?: ReactNode }) {
  const format = useFormat();
  return (
    <div>
      <dt>
        {sign}
        {words}
      </dt>
      <dd className={styles.value}>{format.count(figure)}</dd>
      <dd className={styles.words}>{note}</dd>
    </div>
  );
}

function Fact({ words, children }: { words: string; children: ReactNode }) {
  return (
    <>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </>
  );
}
