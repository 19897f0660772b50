import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { CheckboxGroup } from "../../../ui/Checkbox";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Skeleton } from "../../../ui/Skeleton";
import { CompareExport } from "./CompareExport";
import { CompareSheet } from "./CompareSheet";
import { Legend } from "./Legend";
import styles from "./parts.module.css";
import {
  type Journey,
  journeyQuery,
  type Lived,
  livedQuery,
  useAudiences,
  useDimensions,
  useInventory,
  useJourneys,
} from "./queries";
import { useView } from "./useView";

/** As many journeys as one sheet can hold. */
const MOST = 5;

/** Several journeys on one sheet, laid under the same stages. */
export default function ComparePage() {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const [view, setView] = useView();
  const mayRead = useMay("read_insight");
  const all = useJourneys();
  const { stages } = useInventory();
  const dimensions = useDimensions(mayRead);
  const audiences = useAudiences().data ?? [];
  const ids = (view.ids ?? []).slice(0, MOST);
  const journeys = useQueries({ queries: ids.map((id) => journeyQuery(id)) });
  const lived = useQueries({ queries: ids.map((id) => ({ ...livedQuery(id, view.period, ""), enabled: mayRead })) });
  const known = journeys.map((one) => one.data).filter((one): one is Journey => one !== undefined);
  const heard = new Map(
    lived.flatMap((one): [string, Lived][] => (one.data ? [[one.data.journey, one.data as Lived]] : [])),
  );
  if (all.isError) return <ErrorState error={all.error} level={1} onRetry={() => void all.refetch()} />;
  const waiting = !all.data || !stages.data || journeys.some((one) => one.isPending);
  const short = known.flatMap((journey) =>
    (heard.get(journey.id)?.steps ?? [])
      .filter((step) => step.verdict === "short")
      .map((step) => ({ journey, step, gap: step.gap ?? 0 })),
  );
  const widest = [...short].sort((a, b) => a.gap - b.gap)[0];
  const label = widest?.journey.document.steps.find((step) => step.id === widest.step.step)?.label;
  const title =
    widest && label
      ? t("compare.widest", { step: label, journey: widest.journey.document.name })
      : t("compare.title", { count: known.length });
  return (
    <>
      <PageHeader
        title={waiting ? t("state.loading") : title}
        name={t("compare.name")}
        above={
          <nav aria-label={t("crumbs")}>
            <ol className={styles.crumbs}>
              <li>
                <Link to="/journeys">{t("list.all")}</Link>
              </li>
              <li aria-current="page">{t("compare.name")}</li>
            </ol>
          </nav>
        }
      >
        {t("compare.lede")}
      </PageHeader>
      {all.data && (
        <div className={styles.tools}>
          <CheckboxGroup
            label={t("compare.pick")}
            value={ids}
            onChange={(next) => setView({ ids: next.slice(-MOST) })}
            options={all.data.map((one) => ({ key: one.id, label: one.name }))}
          />
        </div>
      )}
      {waiting ? (
        <Skeleton height={480} />
      ) : known.length === 0 ? (
        <EmptyState title={t("compare.none")} boxed>
          <p>{t("compare.noneWhat")}</p>
        </EmptyState>
      ) : (
        <>
          <div className={styles.tools}>
            <CompareExport journeys={known} lived={heard} stages={stages.data ?? []} />
          </div>
          <CompareSheet
            journeys={known}
            lived={heard}
            stages={stages.data ?? []}
            audiences={audiences}
            dimensions={dimensions.data}
            signed={format.signed}
            sample={format.sample}
          />
          <Legend keys={false} />
        </>
      )}
    </>
  );
}
