import { useTranslation } from "react-i18next";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";

/** Says in a toast what went wrong with something done on the side. */
export function useTellRefusal() {
  const words = useProblemWords();
  return (error: unknown) => {
    const { title, what } = words(error);
    toast(`${title}. ${what}`, { failed: true });
  };
}

/** Says what was done and offers the way back. */
export function useTellDone() {
  const { t } = useTranslation();
  const refused = useTellRefusal();
  return (text: string, undo?: () => Promise<unknown>) => {
    toast(text, undo ? { action: { label: t("act.undo"), run: () => void undo().catch(refused) } } : {});
  };
}
