import { useTranslation } from "react-i18next";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";
import { type Decision, type Finding, useDecision } from "./queries";
import { useGapWords } from "./useGapWords";

/** Decides, says so, and offers the way back. */
export function useDecide() {
  const { t } = useTranslation("design/gaps");
  const words = useGapWords();
  const problem = useProblemWords();
  const decision = useDecision();
  // By promise: the card leaves its list with the decision, and with it what a mutation would have told it.
  const run = async (finding: Finding, made: Decision, then?: () => void): Promise<void> => {
    try {
      await decision.mutateAsync({ id: finding.id, decision: made });
    } catch (error) {
      const { title, what } = problem(error);
      toast(`${title}. ${what}`, { failed: true });
      return;
    }
    then?.();
    const label = made.kind === "accept" ? made.label : words.title(finding);
    const undo = { label: t("undo"), run: () => run(finding, { kind: "reopen" }) };
    toast(t(`done.${made.kind}`, { label }), made.kind === "reopen" ? {} : { action: undo });
  };
  return { run, pending: decision.isPending };
}
