import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/me";
import { LinkButton } from "../../ui/Button";
import { useFigures } from "../../ui/charts/useFigures";
import { PageHeader } from "../../ui/PageHeader";
import { choicesOf } from "./filters";
import { afterSentence, touchpointFinding } from "./findings";
import { AgainstPicker } from "./parts/AgainstPicker";
import { FilterChips } from "./parts/FilterChips";
import { PageFailure } from "./parts/PageFailure";
import { PeriodPicker } from "./parts/PeriodPicker";
import { SegmentPicker } from "./parts/SegmentPicker";
import { usePeriodName } from "./parts/usePeriodName";
import { carried, useView } from "./parts/useView";
import { type TouchpointInsight, useDimensions, useTouchpoint, useTouchpointInsight } from "./queries";
import { barParts, shareOf } from "./scales";
import { Aspects } from "./touchpoint/Aspects";
import { Comments } from "./touchpoint/Comments";
import { Distribution } from "./touchpoint/Distribution";
import { Facts } from "./touchpoint/Facts";
import { frameOf, trendPoints } from "./touchpoint/frame";
import { Segments } from "./touchpoint/Segments";
import { TouchpointSkeleton } from "./touchpoint/TouchpointSkeleton";
import { Trend } from "./touchpoint/Trend";
import styles from "./touchpoint/touchpoint.module.css";

/** One touchpoint: what is felt, by whom, since when, and in which words. */
export default function TouchpointPage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const [view] = useView();
  const insight = useTouchpointInsight(key, view);
  // The filters need them; coming later they would push everything down.
  const dimensions = useDimensions();
  const design = useTouchpoint(insight.data?.touchpoint.id ?? "");
  const waiting = dimensions.isPending || design.isPending;
  if (insight.isPending || waiting) return <TouchpointSkeleton />;
  if (insight.isError) return <PageFailure error={insight.error} onRetry={() => void insight.refetch()} />;
  return <Content insight={insight.data} stale={insight.isPlaceholderData} />;
}

interface Props {
  readonly insight: TouchpointInsight;
  readonly stale: boolean;
}

function Content({ insight, stale }: Props) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const dimensions = useDimensions();
  const mayImport = useMay("run_imports");
  const mayRead = useMay("read_comments");
  const [view, setView] = useView();
  const { touchpoint, estimate } = insight;
  const name = usePeriodName();
  const frame = frameOf(insight);
  const parts = barParts(estimate?.parts ?? [], frame.scale);
  const n = estimate?.n_effective ?? 0;
  const [short, loyal] = [shareOf(parts, "short", n), shareOf(parts, "loyal", n)];
  const theme = insight.comments.themes[0];
  const finding = touchpointFinding(t, figures, {
    label: touchpoint.label,
    existence: touchpoint.existence,
    estimate,
    expected: insight.as_expected,
    top: frame.scale.reversed ? frame.scale.low : frame.scale.high,
    change: insight.change,
    against: name.against(insight.period, insight.against),
    after: afterSentence(t, insight.findings),
    shares: short && loyal && parts.length > 0 ? { short: short.share, loyal: loyal.share } : null,
    trend: trendPoints(insight),
    theme: insight.comments.themes_by === "codes" && theme && theme.clients >= 5 ? theme : null,
  });
  const known = estimate !== null && estimate.n > 0;
  const live = touchpoint.existence === "live";
  const choices = choicesOf(dimensions.data, { stage: t("common.stage"), channel: t("common.channel") }).filter(
    ({ dimension }) => dimension.startsWith("attr."),
  );
  return (
    <>
      <PageHeader
        title={finding.headline}
        name={touchpoint.label}
        above={<Crumbs insight={insight} />}
        aside={
          <>
            <LinkButton to="/touchpoints/$key/deliveries" params={{ key: touchpoint.key }}>
              {t("touchpoint.deliveries")}
            </LinkButton>
            <LinkButton to="/touchpoints/$key/plan" params={{ key: touchpoint.key }}>
              {t("touchpoint.plan")}
            </LinkButton>
            {!known && live && mayImport && (
              <LinkButton to="/import/new" look="go">
                {t("touchpoint.ask")}
              </LinkButton>
            )}
          </>
        }
      >
        {finding.lede}
      </PageHeader>
      <div className={styles.tools}>
        <PeriodPicker
          dimensions={dimensions.data}
          label={insight.period.label}
          selected={view.period}
          onSelect={(period) => setView({ period, against: undefined })}
        />
        <AgainstPicker
          dimensions={dimensions.data}
          period={insight.period}
          against={insight.against}
          selected={view.against}
          onSelect={(against) => setView({ against })}
        />
        <FilterChips
          where={view.where?.filter((filter) => filter.startsWith("attr."))}
          choices={choices}
          onChange={(where) => setView({ where })}
        />
        <SegmentPicker
          attributes={dimensions.data?.attributes ?? []}
          selected={view.segment ?? insight.segments[0]?.attribute}
          onSelect={(next) => setView({ segment: next })}
        />
      </div>
      <div className={styles.body} aria-busy={stale}>
        <Facts insight={insight} frame={frame} />
        <div className={styles.box}>
          {known ? (
            <>
              <Distribution insight={insight} frame={frame} />
              <div className={styles.two}>
                <Trend insight={insight} frame={frame} />
                <Segments insight={insight} frame={frame} dimensions={dimensions.data} />
              </div>
              {insight.aspects.length > 0 && <Aspects insight={insight} frame={frame} />}
            </>
          ) : (
            live && (
              <section className={styles.section}>
                <h2 className={styles.heading}>{t("common.nobody")}</h2>
                <p className="soft">{t("touchpoint.askWhy", { label: touchpoint.label })}</p>
              </section>
            )
          )}
          {mayRead ? (
            <Comments insight={insight} />
          ) : (
            <section className={styles.section}>
              <p className="soft">{t("touchpoint.forbiddenWords")}</p>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

function Crumbs({ insight }: { insight: TouchpointInsight }) {
  const { t } = useTranslation("insight");
  const [view] = useView();
  const { stage, label } = insight.touchpoint;
  return (
    <nav aria-label={t("touchpoint.crumbs")}>
      <ol className={styles.crumbs}>
        <li>
          <Link to="/touchpoints" search={carried(view)} activeOptions={{ exact: true }}>
            {t("touchpoint.all")}
          </Link>
        </li>
        {stage && (
          <li>
            <Link to="/touchpoints" search={{ ...carried(view), where: [`stage=${stage.key}`] }}>
              {stage.label}
            </Link>
          </li>
        )}
        <li aria-current="page">{label}</li>
      </ol>
    </nav>
  );
}
