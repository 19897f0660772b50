import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { ConfirmDialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";
import { goToPart } from "./parts/editor";
import { type PlanStep, type TouchpointPlan, usePlan, usePlanStep } from "./queries";
import { placeOf } from "./StatusBar";
import type { DraftOnScreen } from "./useDraft";

export type Steps = { ask: (step: PlanStep) => void; busy: boolean; dialogs: ReactNode };

/** Review, publish, take back, throw away: each asked first, what can be undone with the way back. */
export function useSteps(plan: TouchpointPlan, on: DraftOnScreen): Steps {
  const { t } = useTranslation("design/plans");
  const app = useTranslation();
  const problem = useProblemWords();
  const step = usePlanStep(plan.touchpoint.id);
  const fresh = usePlan(plan.touchpoint.id);
  const [asked, setAsked] = useState<PlanStep | null>(null);
  const version = plan.draft?.version ?? 1;
  const live = plan.live?.version;

  const run = async (what: PlanStep) => {
    const before = on.now().document;
    // What is on the screen is what is reviewed and published.
    if (what !== "discard" && !(await on.send())) {
      setAsked(null);
      toast(t("step.unsaved"), { failed: true });
      return;
    }
    step.mutate(
      { step: what, revision: on.now().revision },
      {
        onSuccess: (now) => {
          setAsked(null);
          on.restart(now);
          toast(t(`step.done.${what}`, { version }), {
            ...(what === "discard"
              ? { action: { label: app.t("act.undo"), run: () => on.edit(before, "discard back") } }
              : what === "review"
                ? {
                    action: {
                      label: app.t("act.undo"),
                      run: () => step.mutate({ step: "reopen", revision: now.revision }, { onSuccess: on.restart }),
                    },
                  }
                : {}),
          });
        },
        onError: (error) => {
          if (isProblem(error, "plan_incomplete")) {
            setAsked(null);
            void fresh.refetch();
            toast(t("step.incomplete"), { failed: true });
          } else if (isProblem(error, "plan_changed")) {
            setAsked(null);
            void fresh.refetch();
            toast(t("step.changed"), { failed: true });
          } else if (what === "reopen") {
            const { title, what: words } = problem(error);
            toast(`${title}. ${words}`, { failed: true });
          }
        },
      },
    );
  };

  const ask = (what: PlanStep) => {
    step.reset();
    const [lack] = plan.gate.lacks;
    if ((what === "publish" || what === "review") && lack) goToPart(placeOf(lack));
    else if (what === "reopen") void run("reopen");
    else setAsked(what);
  };

  const dialog = (what: PlanStep, title: string, words: ReactNode, verb: string, danger = false) => (
    <ConfirmDialog
      key={what}
      title={title}
      verb={verb}
      danger={danger}
      open={asked === what}
      pending={step.isPending}
      onClose={() => setAsked(null)}
      onConfirm={() => void run(what)}
    >
      {words}
      <ErrorLine error={step.error} />
    </ConfirmDialog>
  );
  const dialogs = (
    <>
      {dialog("review", t("step.reviewTitle", { version }), <p>{t("step.reviewWords")}</p>, t("step.review"))}
      {dialog(
        "publish",
        t("step.publishTitle", { version }),
        <p>
          {live
            ? t("step.publishOver", { live, label: plan.touchpoint.label })
            : t("step.publishFirst", { label: plan.touchpoint.label })}
        </p>,
        t("step.publish"),
      )}
      {dialog(
        "discard",
        t("step.discardTitle", { version }),
        <p>{live ? t("step.discardOver", { live }) : t("step.discardFirst")}</p>,
        t("step.discard"),
        true,
      )}
    </>
  );
  return { ask, busy: step.isPending, dialogs };
}
