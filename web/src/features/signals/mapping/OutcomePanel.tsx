import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { ErrorLine } from "../../../ui/ErrorState";
import { Figure } from "../../../ui/Figure";
import { PanelPart } from "../../../ui/Panel";
import { Skeleton } from "../../../ui/Skeleton";
import type { Outcome } from "../types";
import { askedTwice, overallRatings, ratingColumns } from "./counts";
import type { Mapping } from "./document";
import styles from "./OutcomePanel.module.css";

type OutcomePanelProps = {
  outcome: Outcome | undefined;
  /** The shown outcome belongs to an older mapping; a newer one is being counted. */
  counting: boolean;
  error: unknown;
  mapping: Mapping;
};

/** What the file will become with this mapping, counted by the server on the whole file. */
export function OutcomePanel({ outcome, counting, error, mapping }: OutcomePanelProps) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const { organization } = useMe();
  if (error) {
    return (
      <PanelPart title={t("outcome.title")}>
        <ErrorLine error={error} />
      </PanelPart>
    );
  }
  if (!outcome) {
    return (
      <PanelPart title={t("outcome.title")} aside={t("outcome.counting")}>
        <div className={styles.wait}>
          <Skeleton height={24} width="72%" />
          <Skeleton height={24} width="84%" />
          <Skeleton height={24} width="78%" />
          <Skeleton height={24} width="90%" />
        </div>
      </PanelPart>
    );
  }
  const twice = askedTwice(mapping);
  const overall = overallRatings(mapping, outcome);
  const period = outcome.period
    ? format.daySpan(outcome.period.from, outcome.period.to, organization.time_zone)
    : undefined;
  const { cells } = outcome;
  const all = cells.ratings + cells.not_used + cells.blank + cells.rejected;
  return (
    <>
      <PanelPart title={t("outcome.title")} aside={t(counting ? "outcome.counting" : "outcome.live")}>
        <dl className={styles.facts}>
          <Fact
            figure={outcome.touchpoints}
            words={
              twice > 0
                ? t("outcome.touchpointsTwice", { count: outcome.touchpoints, twice })
                : t("outcome.touchpoints", { count: outcome.touchpoints })
            }
          />
          <Fact figure={outcome.ratings - overall} words={t("outcome.ratings", { count: outcome.ratings - overall })} />
          {overall > 0 && <Fact figure={overall} words={t("outcome.overall", { count: overall })} />}
          {outcome.comments > 0 && (
            <Fact figure={outcome.comments} words={t("outcome.comments", { count: outcome.comments })} />
          )}
          <Fact
            figure={outcome.responses}
            words={
              period
                ? t("outcome.responsesIn", { count: outcome.responses, period })
                : t("outcome.responses", { count: outcome.responses })
            }
          />
          {outcome.rejected > 0 && (
            <Fact figure={outcome.rejected} words={t("outcome.aside", { count: outcome.rejected })} />
          )}
        </dl>
        {outcome.partial && <p className={styles.note}>{t("outcome.partial")}</p>}
        {outcome.problems.length > 0 && <Problems outcome={outcome} />}
      </PanelPart>
      {outcome.nps && (
        <PanelPart title={t("outcome.nps", { count: outcome.nps.n, words: format.count(outcome.nps.n) })}>
          <Figure
            estimate={outcome.nps}
            unit="nps"
            size="l"
            {...(outcome.nps_weighted?.value != null
              ? {
                  aside: [
                    format.plusMinus(outcome.nps, "nps") ?? "",
                    t("outcome.weighted", { value: format.figure(outcome.nps_weighted.value, "nps") }),
                  ].join("  "),
                }
              : {})}
          />
        </PanelPart>
      )}
      {all > 0 && (
        <PanelPart
          title={t("cells.title", {
            count: ratingColumns(mapping),
            columns: format.count(ratingColumns(mapping)),
            cells: format.count(all),
          })}
        >
          <div className={styles.bar} aria-hidden="true">
            <i className={styles.rated} style={{ flexGrow: cells.ratings }} />
            <i className={styles.unused} style={{ flexGrow: cells.not_used }} />
            <i className={styles.blank} style={{ flexGrow: cells.blank }} />
            <i className={styles.off} style={{ flexGrow: cells.rejected }} />
          </div>
          <dl className={styles.key}>
            <KeyRow mark={styles.rated} words={t("cells.ratings")} count={cells.ratings} />
            <KeyRow mark={styles.unused} words={t("cells.not_used")} count={cells.not_used} />
            <KeyRow mark={styles.blank} words={t("cells.blank")} count={cells.blank} />
            {cells.rejected > 0 && <KeyRow mark={styles.off} words={t("cells.rejected")} count={cells.rejected} />}
          </dl>
        </PanelPart>
      )}
    </>
  );
}

/** The first of what will be left out or set aside; the rest comes in the file of rejects. */
function Problems({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  return (
    <details className={styles.problems}>
      <summary>
        {t("outcome.problems", { count: outcome.problems_total, words: format.count(outcome.problems_total) })}
      </summary>
      <ul>
        {outcome.problems.slice(0, 8).map((problem) => (
          <li key={`${problem.row} ${problem.column}`}>
            {t("outcome.problemRow", { row: format.count(problem.row) })} {problem.message}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Fact({ figure, words }: { figure: number; words: string }) {
  const format = useFormat();
  return (
    <div>
      <dd>{format.count(figure)}</dd>
      <dt>{words}</dt>
    </div>
  );
}

function KeyRow({ mark, words, count }: { mark: string | undefined; words: string; count: number }) {
  const format = useFormat();
  return (
    <div>
      <i className={mark} aria-hidden="true" />
      <dt>{words}</dt>
      <dd>{format.count(count)}</dd>
    </div>
  );
}
