import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useFigures } from "../../ui/charts/useFigures";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { SkeletonRows } from "../../ui/Skeleton";
import { ByStageTile } from "./cockpit/ByStageTile";
import { CockpitSkeleton } from "./cockpit/CockpitSkeleton";
import styles from "./cockpit/cockpit.module.css";
import { MovedTile } from "./cockpit/MovedTile";
import { OverallTile } from "./cockpit/OverallTile";
import { CoverageTile, LastImportTile, UnknownTile } from "./cockpit/SmallTiles";
import { StandingTile } from "./cockpit/StandingTile";
import { afterSentence, cockpitFinding } from "./findings";
import { EmptyOrganization } from "./parts/EmptyOrganization";
import { PageFailure } from "./parts/PageFailure";
import { PeriodPicker } from "./parts/PeriodPicker";
import { usePeriodName } from "./parts/usePeriodName";
import { carried, useView } from "./parts/useView";
import { type Cockpit, useCockpit, useDimensions } from "./queries";

// Its table is a twentieth of the first load, and the list is the last thing on the page: nothing moves when it comes.
const Worklist = lazy(() => import("./cockpit/Worklist"));

/** The morning's first screen: what clients feel in a sentence, seven tiles, and what waits for a decision. */
export default function CockpitPage() {
  const { t } = useTranslation("insight");
  const [view] = useView();
  const cockpit = useCockpit(view);
  // The filters need them; coming later they would push everything down.
  const waiting = useDimensions().isPending;
  if (cockpit.isPending || waiting) return <CockpitSkeleton />;
  if (cockpit.isError) return <PageFailure error={cockpit.error} onRetry={() => void cockpit.refetch()} />;
  if (cockpit.data.touchpoints.total === 0) return <EmptyOrganization name={t("cockpit.name")} />;
  return <Content cockpit={cockpit.data} stale={cockpit.isPlaceholderData} />;
}

function Content({ cockpit, stale }: { cockpit: Cockpit; stale: boolean }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const dimensions = useDimensions();
  const [view, setView] = useView();
  const name = usePeriodName();
  const finding = cockpitFinding(t, figures, {
    touchpoints: cockpit.touchpoints,
    short: cockpit.worklist.flatMap(({ why, touchpoint, evidence }) =>
      why === "short" && evidence.estimate ? [{ label: touchpoint.label, estimate: evidence.estimate }] : [],
    ),
    movers: cockpit.movers.map(({ touchpoint, change }) => ({ label: touchpoint.label, change })),
    unknown: cockpit.unknown.map((touchpoint) => touchpoint.label),
    against: name.against(cockpit.period, cockpit.against),
    after: afterSentence(t, cockpit.findings),
  });
  const years = dimensions.data?.periods.years ?? [];
  const nobody = cockpit.respondents === 0;
  // The list is kept short enough to be read; what it leaves out is a click away.
  const more = cockpit.touchpoints.short - cockpit.worklist.filter(({ why }) => why === "short").length;
  return (
    <>
      <PageHeader
        title={nobody ? t("empty.periodTitle", { period: name.period(cockpit.period.label) }) : finding.headline}
        name={t("cockpit.name")}
        aside={
          <PeriodPicker
            dimensions={dimensions.data}
            label={cockpit.period.label}
            selected={view.period}
            onSelect={(period) => setView({ period })}
          />
        }
      >
        {nobody && years.length > 0
          ? t("empty.periodWhy", { from: years[0] ?? "", to: years.at(-1) ?? "" })
          : finding.lede}
      </PageHeader>
      <div className={styles.body} aria-busy={stale}>
        <div className={styles.tiles}>
          <StandingTile cockpit={cockpit} />
          <ByStageTile cockpit={cockpit} />
          <OverallTile cockpit={cockpit} />
          <MovedTile cockpit={cockpit} />
          <UnknownTile cockpit={cockpit} />
          <CoverageTile cockpit={cockpit} />
          <LastImportTile cockpit={cockpit} />
        </div>
        <h2 className={styles.workHead}>{t("cockpit.work")}</h2>
        {cockpit.worklist.length === 0 ? (
          <EmptyState title={t("cockpit.workNone")} level={3}>
            <p>{t("cockpit.workNoneWhy")}</p>
          </EmptyState>
        ) : (
          <>
            <Suspense fallback={<SkeletonRows rows={5} height={24} />}>
              <Worklist cockpit={cockpit} />
            </Suspense>
            {more > 0 && (
              <p className={styles.more}>
                <Link to="/touchpoints" search={carried(view)}>
                  {t("cockpit.workMore", { count: more, n: figures.count(more) })}
                </Link>
              </p>
            )}
          </>
        )}
      </div>
    </>
  );
}
