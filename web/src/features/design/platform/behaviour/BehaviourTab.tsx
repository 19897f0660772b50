import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { PageHeader } from "../../../../ui/PageHeader";
import { type Columns, CsvButton } from "../../../../ui/Table";
import { Time } from "../../../../ui/Time";
import { Expresses } from "../parts/Expresses";
import { ScoreMark } from "../parts/ScoreMark";
import { Failed, Loading } from "../parts/States";
import { type Standard, useStandards } from "../queries";
import styles from "./behaviour.module.css";
import { behaviourKinds } from "./kinds";
import { StandardDialog } from "./StandardDialog";

export default function BehaviourTab() {
  const { t } = useTranslation("design/platform");
  const standards = useStandards();
  if (standards.isPending) return <Loading title={t("tabs.behaviour")} />;
  if (standards.isError) {
    return <Failed title={t("tabs.behaviour")} error={standards.error} onRetry={() => void standards.refetch()} />;
  }
  return <Standards standards={standards.data} />;
}

function Standards({ standards }: { standards: readonly Standard[] }) {
  const { t } = useTranslation("design/platform");
  const mayEdit = useMay("edit_design");
  const [open, setOpen] = useState<Standard | "new" | null>(null);
  const add = mayEdit && (
    <Button look="go" onPress={() => setOpen("new")}>
      {t("behaviour.add")}
    </Button>
  );
  const nothing = (
    <>
      <PageHeader title={t("behaviour.emptyTitle")} name={t("tabs.behaviour")} />
      <EmptyState title={t("behaviour.emptyHead")} action={add}>
        <p>{t("behaviour.emptyWhat")}</p>
      </EmptyState>
    </>
  );
  const bare = standards.filter((each) => each.example === "" || each.counter_example === "").length;
  const columns = (
    <>
      <PageHeader
        title={bare > 0 ? t("behaviour.bare", { count: bare }) : t("behaviour.whole", { count: standards.length })}
        name={t("tabs.behaviour")}
        aside={
          <>
            <StandardsFile standards={standards} />
            {add}
          </>
        }
      >
        {t("behaviour.intro")}
      </PageHeader>
      <div className={styles.columns}>
        {behaviourKinds.map((kind) => {
          const own = standards.filter((each) => each.kind === kind);
          return (
            <section key={kind} className={styles.column}>
              <h2>{t(`behaviour.kinds.${kind}`)}</h2>
              <p className={styles.rule}>{t(`behaviour.rules.${kind}`)}</p>
              {own.length === 0 && <p className={styles.none}>{t("behaviour.none")}</p>}
              <ul>
                {own.map((standard) => (
                  <StandardCard
                    key={standard.id}
                    standard={standard}
                    onOpen={mayEdit ? () => setOpen(standard) : undefined}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
  // The form stands beside both, so that it stays the same one when the first standard appears behind it.
  return (
    <>
      {standards.length === 0 ? nothing : columns}
      {mayEdit && (
        <StandardDialog standard={open === "new" ? null : open} open={open !== null} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function StandardsFile({ standards }: { standards: readonly Standard[] }) {
  const { t } = useTranslation("design/platform");
  const columns: Columns<Standard> = [
    { id: "kind", header: t("behaviour.kind"), accessorFn: (each) => t(`behaviour.kinds.${each.kind}`) },
    { id: "words", header: t("behaviour.words"), accessorFn: (each) => each.words },
    { id: "example", header: t("behaviour.example"), accessorFn: (each) => each.example },
    { id: "counter", header: t("behaviour.counter"), accessorFn: (each) => each.counter_example },
    {
      id: "expresses",
      header: t("expresses.label"),
      accessorFn: (each) => each.expresses.map(({ words }) => words).join("; "),
    },
    { id: "score", header: t("score.label"), accessorFn: (each) => each.exam?.score },
  ];
  return <CsvButton name="standards" rows={standards} columns={columns} />;
}

function StandardCard({ standard, onOpen }: { standard: Standard; onOpen: (() => void) | undefined }) {
  const { t } = useTranslation("design/platform");
  return (
    <li className={styles.card} data-orphan={standard.orphan || undefined}>
      <h3>
        {onOpen ? (
          <AriaButton className={styles.open} onPress={onOpen}>
            {standard.words}
          </AriaButton>
        ) : (
          standard.words
        )}
      </h3>
      <dl>
        <div>
          <dt>
            <Mark good /> {t("behaviour.example")}
          </dt>
          <dd>{standard.example || <span className="faint">{t("behaviour.noExample")}</span>}</dd>
        </div>
        <div>
          <dt>
            <Mark /> {t("behaviour.counter")}
          </dt>
          <dd>{standard.counter_example || <span className="faint">{t("behaviour.noExample")}</span>}</dd>
        </div>
      </dl>
      <Expresses parts={standard.expresses} orphan={standard.orphan} />
      {standard.exam && (
        <p className={styles.exam}>
          <ScoreMark score={standard.exam.score} /> <Time at={standard.exam.examined_at} as="day" />
        </p>
      )}
    </li>
  );
}

/** A tick or a cross; the word stands beside it. */
function Mark({ good }: { good?: boolean }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path
        d={good ? "m2 6.5 2.8 2.8L10 3.6" : "m2.5 2.5 7 7m0-7-7 7"}
        fill="none"
        stroke="var(--soft)"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
