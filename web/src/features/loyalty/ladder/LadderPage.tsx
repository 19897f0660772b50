import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { isProblem } from "../../../lib/problem";
import { AnchorButton, Button, LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Note, Panel, PanelPart } from "../../../ui/Panel";
import { Select } from "../../../ui/Select";
import { SkeletonRows } from "../../../ui/Skeleton";
import { AsymmetryChart } from "./AsymmetryChart";
import { BySignTable } from "./BySignTable";
import { CalibrationChart } from "./CalibrationChart";
import { FlowChart } from "./FlowChart";
import type { Measure } from "./flow";
import { GapTable } from "./GapTable";
import styles from "./ladder.module.css";
import { OkTrapTable } from "./OkTrapTable";
import {
  attributesQuery,
  calibrationQuery,
  fileOf,
  gapsQuery,
  groupsQuery,
  type Ladder,
  ladderQuery,
  trapQuery,
  type Unit,
  type Whom,
} from "./queries";
import { Rates } from "./Rates";
import { RulesDialog } from "./RulesDialog";

const ALL = "-";

/** Where clients stand with us and how they move, who sits in the OK-trap, and whether the rule predicts anything. */
export default function LadderPage() {
  const { t } = useTranslation("loyalty/ladder");
  const mayRead = useMay("read_clients");
  const mayEdit = useMay("edit_design");
  const [unit, setUnit] = useState<Unit>("quarter");
  const [where, setWhere] = useState(ALL);
  const [measure, setMeasure] = useState<Measure>("clients");
  const [setting, setSetting] = useState(false);
  const whom = whomOf(where);
  const ladder = useQuery(ladderQuery(unit, whom));
  const calibration = useQuery(calibrationQuery(whom));
  const trap = useQuery({ ...trapQuery(whom), enabled: mayRead });
  const gaps = useQuery(gapsQuery(whom));
  const attributes = useQuery(attributesQuery);
  const saved = useQuery({ ...groupsQuery, enabled: mayRead });
  const data = ladder.data;
  // What was chosen may be refused; then one has to be able to choose something else.
  if (ladder.error && where === ALL)
    return <ErrorState error={ladder.error} level={1} onRetry={() => ladder.refetch()} />;
  const groups = [
    ...(saved.data?.segments ?? []).map((it) => ({
      key: `segment=${it.id}`,
      label: t("page.segment", { name: it.name }),
    })),
    ...(saved.data?.tiers ?? []).map((it) => ({ key: `tier=${it.key}`, label: t("page.tier", { name: it.label }) })),
    ...(attributes.data ?? [])
      .filter((it) => it.values.length > 1 && it.values.length <= 8)
      .flatMap((it) =>
        it.values.map((value) => ({ key: `where=attr.${it.key}=${value.code}`, label: `${it.label}: ${value.label}` })),
      ),
  ];
  const units: { key: Unit; label: string }[] = [
    { key: "month", label: t("page.months") },
    { key: "quarter", label: t("page.quarters") },
    { key: "year", label: t("page.years") },
  ];
  const empty = data && data.clients === 0 && where === ALL;
  return (
    <>
      <PageHeader
        title={finding(data, t)}
        name={t("page.name")}
        aside={
          !empty && (
            <div className={styles.filters}>
              {groups.length > 0 && (
                <Select
                  label={t("page.who")}
                  labelHidden
                  options={[{ key: ALL, label: t("page.all") }, ...groups]}
                  value={where}
                  onChange={setWhere}
                />
              )}
              <Select label={t("page.unit")} labelHidden options={units} value={unit} onChange={setUnit} />
              {data && (
                <AnchorButton href={fileOf("ladder", whom, unit)} download="ladder.csv">
                  {t("page.file")}
                </AnchorButton>
              )}
              {mayEdit && data && <Button onPress={() => setSetting(true)}>{t("page.rules")}</Button>}
            </div>
          )
        }
      >
        <p>
          {data && !empty
            ? t("page.lead", {
                count: last(data, "satisfied"),
              })
            : t("page.what")}
        </p>
      </PageHeader>
      {data?.basis === "scores" && !empty && (
        <Note dashed>
          <b>{t("page.fallbackTitle")}</b> {t("page.fallback")}
        </Note>
      )}
      {isProblem(ladder.error, "small_group") ? (
        <EmptyState
          title={t("page.fewTitle")}
          action={
            <Button look="go" onPress={() => setWhere(ALL)}>
              {t("page.toAll")}
            </Button>
          }
          boxed
        >
          <p role="status">{t("page.few")}</p>
        </EmptyState>
      ) : ladder.error ? (
        <ErrorState error={ladder.error} onRetry={() => ladder.refetch()} boxed />
      ) : !data ? (
        <SkeletonRows rows={12} height={40} />
      ) : empty ? (
        <EmptyState
          title={t("page.emptyTitle")}
          action={
            <LinkButton to="/clients" look="go">
              {t("page.toClients")}
            </LinkButton>
          }
          boxed
        >
          <p>{t("page.empty")}</p>
        </EmptyState>
      ) : (
        <div className={styles.page} aria-busy={ladder.isPlaceholderData || undefined}>
          <div className={styles.column}>
            <Panel>
              <PanelPart>
                <FlowChart ladder={data} unit={unit} measure={measure} onMeasure={setMeasure} />
              </PanelPart>
            </Panel>
            {mayRead && (
              <Panel>
                <PanelPart
                  title={t("trap.title")}
                  aside={trap.data ? t("trap.of", { count: trap.data.satisfied }) : undefined}
                >
                  <p className={styles.what}>{t("trap.what")}</p>
                  {trap.error ? (
                    <ErrorState error={trap.error} level={3} onRetry={() => trap.refetch()} />
                  ) : trap.data ? (
                    <>
                      {(trap.data.revenue_attribute === null || trap.data.alternatives_attribute === null) && (
                        <p className="soft">{t("trap.name")}</p>
                      )}
                      <OkTrapTable trap={trap.data} file={fileOf("ok-trap", whom)} />
                    </>
                  ) : (
                    <SkeletonRows rows={6} height={36} />
                  )}
                </PanelPart>
              </Panel>
            )}
            <Panel>
              <PanelPart title={t("gaps.title")} aside={t("gaps.aside")}>
                {gaps.error ? (
                  <ErrorState error={gaps.error} level={3} onRetry={() => gaps.refetch()} />
                ) : !gaps.data ? (
                  <SkeletonRows rows={6} height={36} />
                ) : gaps.data.length === 0 ? (
                  <p className="soft">{t("gaps.empty")}</p>
                ) : (
                  <GapTable rows={gaps.data} file={fileOf("expectation-gaps", whom)} />
                )}
              </PanelPart>
            </Panel>
          </div>
          <div className={styles.column}>
            <Panel>
              <PanelPart>
                <Rates ladder={data} unit={unit} />
              </PanelPart>
            </Panel>
            <Panel>
              <PanelPart>
                {calibration.error ? (
                  <ErrorState error={calibration.error} level={3} onRetry={() => calibration.refetch()} />
                ) : calibration.data ? (
                  <>
                    <AsymmetryChart asymmetry={calibration.data.asymmetry} />
                    {calibration.data.by_sign && <BySignTable bySign={calibration.data.by_sign} />}
                  </>
                ) : (
                  <SkeletonRows rows={6} height={36} />
                )}
              </PanelPart>
            </Panel>
            <Panel>
              <PanelPart>
                {calibration.data ? (
                  <CalibrationChart calibration={calibration.data} />
                ) : (
                  <SkeletonRows rows={6} height={36} />
                )}
              </PanelPart>
            </Panel>
          </div>
        </div>
      )}
      {setting && data && <RulesDialog rules={data.rules} onClose={() => setSetting(false)} />}
    </>
  );
}

/** `segment=…`, `tier=…` or `where=attr.…`, as the list of groups names them. */
function whomOf(group: string): Whom {
  const at = group.indexOf("=");
  return at < 0 ? {} : { [group.slice(0, at)]: group.slice(at + 1) };
}

function last(data: Ladder, rung: string): number {
  return data.stretches.at(-1)?.rungs.find((it) => it.rung === rung)?.clients ?? 0;
}

type T = ReturnType<typeof useTranslation<"loyalty/ladder">>["t"];

function finding(data: Ladder | undefined, t: T): string {
  if (!data) return t("page.name");
  if (data.basis === "scores") return t("page.titleScores");
  if (data.rises.n === 0 && data.slips.n === 0) return t("page.titleFew");
  return t("page.title", {
    rises: t("page.rises", { count: data.rises.count }),
    slips: t("page.slips", { count: data.slips.count }),
  });
}
