import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { Menu, MenuItem } from "../../../ui/Menu";
import { toast } from "../../../ui/toasts";
import type { Finding } from "./finding";
import { useEditor } from "./parts/editor";
import type { Conduct, TouchpointPlan } from "./queries";
import { useSay } from "./say";
import type { DraftOnScreen } from "./useDraft";
import type { Steps } from "./useSteps";

type Props = {
  plan: TouchpointPlan;
  on: DraftOnScreen;
  steps: Steps;
  conduct: Conduct | null;
  finding: Finding;
};

/** What can be done with the plan as a whole; the one that is next stands last. */
export function PlanActions({ plan, on, steps, conduct, finding }: Props) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization } = useMe();
  const { mayEdit, document, kept } = useEditor();
  const mayLog = useMay("record_signals");
  const say = useSay();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const { draft, live, gate, touchpoint } = plan;
  const key = touchpoint.key;

  const pdf = async () => {
    setMaking(true);
    try {
      const [{ savePdf }, { planPaper, planFileName }] = await Promise.all([
        import("../../../ui/pdf/pdf"),
        import("./paper"),
      ]);
      await savePdf(
        planFileName(touchpoint.label, draft?.version ?? live?.version ?? 1, format.locale),
        planPaper({ t, format, say, plan, document, conduct, kept, finding, organization: organization.name }),
      );
    } catch {
      toast(t("act.pdfFailed"), { failed: true, action: { label: t("act.pdfAgain"), run: () => void pdf() } });
    } finally {
      setMaking(false);
    }
  };

  return (
    <>
      <Menu
        label={t("act.more")}
        placement="bottom end"
        trigger={<Button pending={making}>{t("act.more")}</Button>}
        onAction={(what) => {
          if (what === "print") window.print();
          else if (what === "pdf") void pdf();
          else if (what === "versions") void navigate({ to: "/touchpoints/$key/plan/versions", params: { key } });
          else if (what === "discard") steps.ask("discard");
        }}
      >
        <MenuItem id="pdf">{t("act.pdf")}</MenuItem>
        <MenuItem id="print">{t("act.print")}</MenuItem>
        <MenuItem id="versions">{t("act.versions")}</MenuItem>
        {mayEdit && draft ? (
          <MenuItem id="discard" danger>
            {t("act.discard", { version: draft.version })}
          </MenuItem>
        ) : null}
      </Menu>
      {draft && live && (
        <LinkButton
          to="/touchpoints/$key/plan/versions"
          params={{ key }}
          search={{ a: String(live.version), b: String(draft.version) }}
        >
          {t("act.compare", { version: live.version })}
        </LinkButton>
      )}
      {!draft && live && mayLog && (
        <LinkButton to="/touchpoints/$key/deliver" params={{ key }} look="go">
          {t("deliveries.log")}
        </LinkButton>
      )}
      {mayEdit && draft && <Forward plan={plan} on={on} steps={steps} lacks={gate.lacks.length} />}
    </>
  );
}

function Forward({ plan, on, steps, lacks }: Pick<Props, "plan" | "on" | "steps"> & { lacks: number }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const reviewed = plan.draft?.state === "reviewed";
  if (lacks > 0) {
    return (
      // It can be pressed all the same: it leads to the first thing that is missing.
      <Button onPress={() => steps.ask("publish")}>
        {t("act.publishLacks", { count: lacks, n: format.count(lacks) })}
      </Button>
    );
  }
  const waits = on.saving.state === "choosing";
  return reviewed && !on.dirty ? (
    <Button look="go" pending={steps.busy} onPress={() => steps.ask("publish")} isDisabled={waits}>
      {t("step.publish")}
    </Button>
  ) : (
    <Button look="go" pending={steps.busy} onPress={() => steps.ask("review")} isDisabled={waits}>
      {t("step.review")}
    </Button>
  );
}
