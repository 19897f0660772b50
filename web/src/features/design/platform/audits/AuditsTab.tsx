import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { Button, LinkButton } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { Figure } from "../../../../ui/Figure";
import { PageHeader } from "../../../../ui/PageHeader";
import { Panel, PanelPart } from "../../../../ui/Panel";
import { Time } from "../../../../ui/Time";
import { Failed, Loading } from "../parts/States";
import { type Alignment, type AlignmentScore, type ExamSubject, useAlignment, useExams } from "../queries";
import { AlignmentTrend } from "./AlignmentTrend";
import styles from "./audits.module.css";
import { ExamDialog } from "./ExamDialog";
import { ExamTable } from "./ExamTable";

/** What is looked at: nothing, something of one's choice, or this. */
export type Looking = { subject: ExamSubject | null } | null;

export default function AuditsTab() {
  const { t } = useTranslation("design/platform");
  const alignment = useAlignment();
  const exams = useExams();
  const failed = alignment.error ?? exams.error;
  if (failed) {
    const retry = () => void Promise.all([alignment.refetch(), exams.refetch()]);
    return <Failed title={t("tabs.audits")} error={failed} onRetry={retry} />;
  }
  if (!alignment.data || !exams.data) return <Loading title={t("tabs.audits")} />;
  return <Audits alignment={alignment.data} />;
}

function Audits({ alignment }: { alignment: Alignment }) {
  const { t } = useTranslation("design/platform");
  const format = useFormat();
  const mayEdit = useMay("edit_design");
  const [looking, setLooking] = useState<Looking>(null);
  const { whole, due } = alignment;
  const examine = mayEdit && whole.of > 0 && (
    <Button look="go" onPress={() => setLooking({ subject: null })}>
      {t("audits.examine")}
    </Button>
  );
  const nothing = (
    <>
      <PageHeader title={t("audits.emptyTitle")} name={t("tabs.audits")} />
      <EmptyState
        title={t("audits.emptyHead")}
        action={
          whole.of === 0 ? (
            <LinkButton to="/platform" search={{ tab: "elements" }} look="go">
              {t("audits.toElements")}
            </LinkButton>
          ) : (
            examine
          )
        }
      >
        <p>{t(whole.of === 0 ? "audits.nothingThere" : "audits.emptyWhat")}</p>
      </EmptyState>
      {due.length > 0 && <DueList alignment={alignment} onLook={setLooking} mayEdit={mayEdit} />}
    </>
  );
  const figures = (
    <>
      <PageHeader
        title={t("audits.title", { share: format.percent(whole.value ?? 0) })}
        name={t("tabs.audits")}
        aside={examine}
      >
        {due.length > 0 ? t("audits.dueIntro", { count: due.length }) : t("audits.intro")}
      </PageHeader>
      <Panel>
        <div className={styles.figures}>
          <Score label={t("audits.whole")} score={whole} large />
          <Score label={t("audits.elements")} score={alignment.elements} />
          <Score label={t("audits.standards")} score={alignment.standards} />
        </div>
        <PanelPart>
          <AlignmentTrend trend={alignment.trend} />
        </PanelPart>
      </Panel>
      {due.length > 0 && <DueList alignment={alignment} onLook={setLooking} mayEdit={mayEdit} />}
      <ExamTable mayEdit={mayEdit} />
    </>
  );
  // The form stands beside both, so that it stays the same one when the first exam appears behind it.
  return (
    <>
      {whole.n === 0 ? nothing : figures}
      <ExamDialog looking={looking} onClose={() => setLooking(null)} />
    </>
  );
}

function Score({ label, score, large }: { label: string; score: AlignmentScore; large?: boolean }) {
  const { t } = useTranslation("design/platform");
  const format = useFormat();
  const spread = format.plusMinus(score, "share");
  return (
    <Figure
      label={label}
      estimate={score}
      unit="share"
      size={large ? "l" : "m"}
      aside={[spread, t("audits.sample", { n: score.n, of: score.of })].filter(Boolean).join("  ")}
    />
  );
}

type DueListProps = { alignment: Alignment; onLook: (looking: Looking) => void; mayEdit: boolean };

function DueList({ alignment, onLook, mayEdit }: DueListProps) {
  const { t } = useTranslation("design/platform");
  return (
    <section className={styles.section}>
      <h2>{t("audits.due")}</h2>
      <p className="soft">{t("audits.dueWhat")}</p>
      <ul className={styles.due}>
        {alignment.due.map((each) => (
          <li key={each.subject.id}>
            <span>
              <b>{each.label}</b>
              <small>{t(`audits.kind.${each.subject.kind}`)}</small>
            </span>
            <span className="soft">
              {each.last === null ? (
                t("audits.never")
              ) : (
                <>
                  {t("audits.last")} <Time at={each.last} as="day" />
                </>
              )}
            </span>
            {mayEdit && (
              <Button
                size="s"
                look="quiet"
                onPress={() => onLook({ subject: each.subject })}
                aria-label={t("audits.examineThis", { label: each.label })}
              >
                {t("audits.examineOne")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
