import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Tabs } from "../../../ui/Tabs";
import { FindingCard } from "./FindingCard";
import { GapsExport } from "./GapsExport";
import styles from "./gaps.module.css";
import { Measures } from "./Measures";
import { type Detector, type Finding, useFindings, useGapRun } from "./queries";
import { RunNow } from "./RunNow";
import { DETECTORS, type GapsSearch, STATES } from "./search";

/** Findings that are drawn at once. */
const PAGE = 25;

const route = getRouteApi("/shell/gaps");

/** The worklist: touches that ought to exist and do not, and what was decided about them. */
export default function GapsPage() {
  const { t } = useTranslation("design/gaps");
  const search: GapsSearch = route.useSearch();
  const navigate = route.useNavigate();
  const [many, setMany] = useState(PAGE);
  const findings = useFindings();
  const all = findings.data ?? [];
  const state = search.state ?? "open";
  const detector = search.detector;
  const fits = (finding: Finding) => !detector || finding.detector === detector;
  const shown = all.filter((finding) => finding.state === state && fits(finding));
  const open = all.filter((finding) => finding.state === "open");
  const fresh = open.filter((finding) => finding.new).length;
  const title = !findings.data
    ? t("page.name")
    : open.length > 0
      ? t("page.title", { count: open.length })
      : t(all.length > 0 ? "page.titleDecided" : "page.titleNone");
  const look = (next: Partial<GapsSearch>) =>
    navigate({ search: (before: GapsSearch) => ({ ...before, ...next }), replace: true });
  return (
    <>
      <PageHeader
        title={title}
        name={t("page.name")}
        aside={
          <div className={styles.side}>
            <LinkButton to="/gaps/rules">{t("page.rules")}</LinkButton>
            <RunNow />
          </div>
        }
      >
        {fresh > 0 ? t("page.fresh", { count: fresh }) : t("page.lead")}
      </PageHeader>
      <Measures />
      <Tabs
        label={t("page.states")}
        items={STATES.map((key) => ({
          key,
          label: t(`state.${key}`),
          count: findings.data ? String(all.filter((it) => it.state === key && fits(it)).length) : undefined,
        }))}
        selected={state}
        onSelect={(key) => look({ state: key === "open" ? undefined : (key as GapsSearch["state"]) })}
      >
        <div className={styles.tools}>
          <Select<Detector | "all">
            label={t("page.detector")}
            options={[
              { key: "all", label: t("page.allDetectors") },
              ...DETECTORS.map((key) => ({ key, label: t(`detector.${key}`) })),
            ]}
            value={detector ?? "all"}
            onChange={(key) => look({ detector: key === "all" ? undefined : key })}
          />
          {shown.length > 0 && <GapsExport findings={shown} state={state} />}
        </div>
        {findings.error ? (
          <ErrorState error={findings.error} onRetry={() => findings.refetch()} boxed />
        ) : findings.data ? (
          shown.length > 0 ? (
            <div className={styles.list}>
              {shown.slice(0, many).map((finding, at) => (
                <FindingCard key={finding.id} finding={finding} level={2} chosen={state === "open" && at === 0} />
              ))}
              {shown.length > many && (
                <Button onPress={() => setMany(many + PAGE)}>
                  {t("page.more", { count: Math.min(PAGE, shown.length - many) })}
                </Button>
              )}
            </div>
          ) : (
            <Nothing state={state} any={all.length > 0} filtered={detector !== undefined} />
          )
        ) : (
          <SkeletonRows rows={8} height={40} />
        )}
      </Tabs>
    </>
  );
}

function Nothing({ state, any, filtered }: { state: string; any: boolean; filtered: boolean }) {
  const { t } = useTranslation("design/gaps");
  const run = useGapRun();
  if (filtered) {
    return (
      <EmptyState title={t("empty.filteredTitle")} boxed>
        <p>{t("empty.filtered")}</p>
      </EmptyState>
    );
  }
  if (state !== "open") {
    return (
      <EmptyState title={t("empty.decidedTitle")} boxed>
        <p>{t("empty.decided")}</p>
      </EmptyState>
    );
  }
  if (any) {
    return (
      <EmptyState title={t("empty.allDecidedTitle")} boxed>
        <p>{t("empty.allDecided")}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(run.data?.state === "never" ? "empty.neverTitle" : "empty.noneTitle")}
      boxed
      action={<LinkButton to="/gaps/rules">{t("page.rules")}</LinkButton>}
    >
      <p>{t("empty.none")}</p>
    </EmptyState>
  );
}
