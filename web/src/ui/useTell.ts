import { useTranslation } from "react-i18next";
import { toast } from "./toasts";
import { useProblemWords } from "./useProblemWords";

/** Says what was done, with the way back; or what went wrong. */
export function useTell() {
  const { t } = useTranslation();
  const words = useProblemWords();
  const refused = (error: unknown) => {
    const { title, what } = words(error);
    toast(`${title}. ${what}`, { failed: true });
  };
  return {
    refused,
    done: (text: string, undo?: () => Promise<unknown>) => {
      toast(text, undo ? { action: { label: t("act.undo"), run: () => void undo().catch(refused) } } : {});
    },
  };
}
