import { Link, useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { ProblemError } from "../../../lib/problem";
import { LinkButton } from "../../../ui/Button";
import { useFigures } from "../../../ui/charts/useFigures";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Note } from "../../../ui/Panel";
import { toast } from "../../../ui/toasts";
import { News } from "./Conflicts";
import { changesBetween } from "./changes";
import { Deliveries } from "./Deliveries";
import type { Field } from "./document";
import { EmptyPlan } from "./EmptyPlan";
import { planFinding } from "./finding";
import { PlanActions } from "./PlanActions";
import { PlanSheet } from "./PlanSheet";
import { PlanSkeleton } from "./PlanSkeleton";
import { Preview } from "./Preview";
import { Expresses } from "./parts/Expresses";
import { type Editor, EditorContext } from "./parts/editor";
import { Facts } from "./parts/Facts";
import { Failures } from "./parts/Failures";
import { Feeling } from "./parts/Feeling";
import { Expectations, PlusOnes } from "./parts/Served";
import { Standards } from "./parts/Standards";
import { Words } from "./parts/Words";
import styles from "./plan.module.css";
import {
  type Choice,
  type TouchpointPlan,
  useChannels,
  useColleagues,
  useConduct,
  useDeliveries,
  usePlan,
  useTouchpointId,
} from "./queries";
import { StatusBar } from "./StatusBar";
import { useDraft } from "./useDraft";
import { useSteps } from "./useSteps";

/** The plan of one touchpoint: what is meant to happen, what the client sees of it, and how it went. */
export default function PlanPage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const id = useTouchpointId(key);
  const plan = usePlan(id.data ?? "");
  const colleagues = useColleagues();
  const channels = useChannels();
  const failed = [id, plan, colleagues, channels].find((one) => one.isError);
  if (failed) return <ErrorState error={failed.error} level={1} onRetry={() => void failed.refetch()} />;
  if (id.data === null) return <ErrorState error={new ProblemError({ code: "not_found" }, 404)} level={1} />;
  if (!plan.data || !colleagues.data || !channels.data) return <PlanSkeleton />;
  return (
    <Content key={plan.data.touchpoint.id} plan={plan.data} colleagues={colleagues.data} channels={channels.data} />
  );
}

type ContentProps = { plan: TouchpointPlan; colleagues: readonly Choice[]; channels: readonly Choice[] };

function Content({ plan, colleagues, channels }: ContentProps) {
  const { t } = useTranslation("design/plans");
  const app = useTranslation();
  const figures = useFigures();
  const mayEdit = useMay("edit_design");
  const maySee = useMay("read_clients");
  const on = useDraft(plan);
  const conduct = useConduct(plan.touchpoint.id).data ?? null;
  const deliveries = useDeliveries(maySee ? plan.touchpoint.id : "", 20).data?.pages[0]?.items ?? null;
  const steps = useSteps(plan, on);
  const [begun, setBegun] = useState(false);
  const { document } = on.draft;
  const writing = plan.draft !== null || on.dirty;
  const live = writing ? (plan.live?.document ?? null) : null;
  const changes = useMemo(() => (live ? changesBetween(live, document) : []), [live, document]);
  const kept = useMemo(() => new Map((conduct?.standards ?? []).map((standard) => [standard.id, standard])), [conduct]);
  const { set } = on;
  const remove = useCallback(
    (field: Field, at: number, words: string) => {
      const list = document[field] as unknown[];
      const item = list[at];
      set(field, list.toSpliced(at, 1) as never, `${field} remove ${at}`);
      if (words.trim() === "") return;
      toast(t("item.removed", { words }), {
        action: {
          label: app.t("act.undo"),
          run: () => {
            // Put back into what stands there by then, not into what stood there when it was taken out.
            const now = on.now().document[field] as unknown[];
            set(field, now.toSpliced(Math.min(at, now.length), 0, item) as never, `${field} back ${at}`);
          },
        },
      });
    },
    [app, document, on.now, set, t],
  );
  const editor: Editor = {
    touchpoint: plan.touchpoint,
    document,
    live,
    changes,
    gate: plan.gate,
    mayEdit,
    colleagues,
    channels,
    kept,
    set,
    remove,
  };

  const { undo, redo } = on;
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
      // A field has letters of its own to take back.
      if (event.target instanceof Element && event.target.closest("textarea, input, [role=dialog]")) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  }, [undo, redo]);

  const finding = planFinding(t, figures, plan, conduct);
  const empty = !plan.draft && !plan.live && !on.dirty && !begun;
  const client = deliveries?.[0]?.client.name ?? null;
  const version = plan.draft?.version ?? (plan.live ? plan.live.version + 1 : 1);
  return (
    <EditorContext value={editor}>
      <PageHeader
        title={finding.headline}
        name={t("page.name", { label: plan.touchpoint.label })}
        above={<Crumbs plan={plan} />}
        aside={
          empty ? (
            mayEdit && (
              <LinkButton to="/touchpoints/$key" params={{ key: plan.touchpoint.key }}>
                {t("page.scores")}
              </LinkButton>
            )
          ) : (
            <PlanActions plan={plan} on={on} steps={steps} conduct={conduct} finding={finding} />
          )
        }
      >
        {finding.lede}
      </PageHeader>
      {empty ? (
        <EmptyPlan plan={plan} mayEdit={mayEdit} on={on} onBegin={() => setBegun(true)} />
      ) : (
        <>
          <div className={styles.notes}>
            <News plan={plan} on={on} />
            {on.restored && on.draft.conflicts.length === 0 && (
              <Note dashed>
                <p>{t("saved.restored")}</p>
              </Note>
            )}
          </div>
          <StatusBar plan={plan} on={on} onStep={steps.ask} busy={steps.busy} />
          <div className={styles.body}>
            <div>
              <Words field="purpose" />
              <Facts />
              <Standards />
              <Feeling />
              <Failures />
              <PlusOnes />
              <Expectations />
              <Expresses />
              <Words field="script" />
            </div>
            <div className={styles.right}>
              <Preview client={client} version={live ? version : null} />
              <Deliveries
                touchpoint={plan.touchpoint}
                hasLive={plan.live !== null}
                conduct={conduct}
                deliveries={maySee ? deliveries : []}
                liveVersion={plan.live?.version ?? null}
              />
            </div>
          </div>
          <PlanSheet plan={plan} finding={finding} conduct={conduct} />
        </>
      )}
      {steps.dialogs}
    </EditorContext>
  );
}

export function Crumbs({ plan, here }: { plan: Pick<TouchpointPlan, "touchpoint">; here?: string }) {
  const { t } = useTranslation("design/plans");
  const { stage, label, key } = plan.touchpoint;
  return (
    <nav aria-label={t("page.crumbs")}>
      <ol className={styles.crumbs}>
        <li>
          <Link to="/inventory">{t("page.all")}</Link>
        </li>
        {stage && <li>{stage.label}</li>}
        <li>
          <Link to="/touchpoints/$key" params={{ key }}>
            {label}
          </Link>
        </li>
        {here ? (
          <>
            <li>
              <Link to="/touchpoints/$key/plan" params={{ key }}>
                {t("page.plan")}
              </Link>
            </li>
            <li aria-current="page">{here}</li>
          </>
        ) : (
          <li aria-current="page">{t("page.plan")}</li>
        )}
      </ol>
    </nav>
  );
}
