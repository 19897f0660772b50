import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { saveCsv } from "../../../../lib/csv";
import { Button, LinkButton } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { PageHeader } from "../../../../ui/PageHeader";
import { Select } from "../../../../ui/Select";
import { Failed, Loading } from "../parts/States";
import { type Traceability, useTraceability } from "../queries";
import { Matrix } from "./Matrix";
import { PartList } from "./PartList";
import { fileOf, placed } from "./rows";
import styles from "./trace.module.css";

const route = getRouteApi("/shell/platform");

export default function TraceTab() {
  const { t } = useTranslation("design/platform");
  const trace = useTraceability();
  if (trace.isPending) return <Loading title={t("tabs.trace")} />;
  if (trace.isError) {
    return <Failed title={t("tabs.trace")} error={trace.error} onRetry={() => void trace.refetch()} />;
  }
  return <Trace trace={trace.data} />;
}

/** The one sentence that the matrix is for. */
function useHeadline(trace: Traceability): string {
  const { t } = useTranslation("design/platform");
  const nowhere = trace.parts.filter((part) => part.reach !== "live");
  const [first] = nowhere;
  if (!first) return t("trace.all");
  if (nowhere.length === 1) return t("trace.one", { words: first.words });
  return t("trace.many", { count: nowhere.length, all: trace.parts.length });
}

function Trace({ trace }: { trace: Traceability }) {
  const { t } = useTranslation("design/platform");
  const mayEdit = useMay("edit_design");
  const { stage } = route.useSearch();
  const navigate = route.useNavigate();
  const headline = useHeadline(trace);
  if (trace.parts.length === 0 || trace.touchpoints.length === 0) {
    const noParts = trace.parts.length === 0;
    return (
      <>
        <PageHeader title={t("trace.emptyTitle")} name={t("tabs.trace")} />
        <EmptyState
          title={t(noParts ? "trace.noParts" : "trace.noTouchpoints")}
          action={
            noParts && (
              <LinkButton to="/platform" look="go">
                {t("trace.writePromise")}
              </LinkButton>
            )
          }
        >
          <p>{t(noParts ? "trace.noPartsWhat" : "trace.noTouchpointsWhat")}</p>
        </EmptyState>
      </>
    );
  }
  const groups = placed(trace, stage);
  const words = {
    yes: t("trace.yes"),
    stage: t("trace.stage"),
    touchpoint: t("trace.touchpoint"),
    existence: t("trace.existence"),
    state: (existence: string) => t(`trace.state.${existence as "live"}`),
    none: t("trace.noStage"),
  };
  return (
    <>
      <PageHeader
        title={headline}
        name={t("tabs.trace")}
        aside={
          <Button size="m" onPress={() => saveCsv("traceability.csv", fileOf(trace, groups, words))}>
            {t("trace.csv")}
          </Button>
        }
      >
        {t(mayEdit ? "trace.introEdit" : "trace.intro")}
      </PageHeader>
      <PartList parts={trace.parts} />
      <div className={styles.filter}>
        <Select
          label={t("trace.stage")}
          options={[
            { key: "all", label: t("trace.allStages") },
            ...trace.stages.map(({ key, label }) => ({ key, label })),
          ]}
          value={stage ?? "all"}
          onChange={(key) =>
            navigate({ search: { tab: "trace", ...(key === "all" ? {} : { stage: key }) }, replace: true })
          }
        />
      </div>
      <Matrix trace={trace} groups={groups} mayEdit={mayEdit} />
    </>
  );
}
