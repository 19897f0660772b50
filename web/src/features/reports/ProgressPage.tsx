import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Brand } from "../../app/Brand";
import { PagePending } from "../../app/PagePending";
import { isProblem } from "../../lib/problem";
import { useFormat } from "../../lib/useFormat";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { Contributions } from "./Contributions";
import { findingOf } from "./gates";
import { ProgrammeBoard } from "./ProgrammeBoard";
import styles from "./programme.module.css";
import { progressQuery } from "./queries";

const route = getRouteApi("/progress/$secret");

/** The progress of the programme for whoever holds a link: nothing to press, no names of clients or colleagues. */
export default function ProgressPage() {
  return (
    <div className={styles.sheet}>
      <header>
        <Brand />
      </header>
      <main>
        <Progress />
      </main>
    </div>
  );
}

function Progress() {
  const { t } = useTranslation("reports");
  const format = useFormat();
  const { secret } = route.useParams();
  const progress = useQuery(progressQuery(secret));
  if (progress.isPending) return <PagePending />;
  if (progress.isError) {
    const gone = isProblem(progress.error) && progress.error.status === 404;
    return gone ? (
      <EmptyState level={1} title={t("progress.gone")}>
        {t("progress.goneWhat")}
      </EmptyState>
    ) : (
      <ErrorState level={1} error={progress.error} onRetry={() => progress.refetch()} />
    );
  }
  const { organization, at, steps, departments } = progress.data;
  const { passed } = findingOf(steps);
  return (
    <>
      <PageHeader title={t("progress.title", { organization, count: passed })}>
        {t("progress.intro", { day: format.day(at) })}
      </PageHeader>
      <ProgrammeBoard steps={steps} />
      <Contributions rows={departments} />
    </>
  );
}
