import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { toast } from "../../../../ui/toasts";
import { useProblemWords } from "../../../../ui/useProblemWords";

/** Codes for which this part has sentences of its own. */
const own = ["unreadable_picture", "picture_too_large", "too_large", "role_card_changed", "platform_changed"] as const;
type Own = (typeof own)[number];

/** What went wrong, in the reader's language. */
export function useRefusal() {
  const { t } = useTranslation("design/platform");
  const words = useProblemWords();
  return (error: unknown): string => {
    const known = own.find((code) => isProblem(error, code));
    if (known) return t(`problem.${known satisfies Own}`);
    const { title, what } = words(error);
    return `${title}. ${what}`;
  };
}

/** Says in a toast what went wrong with something done on the side. */
export function useTellRefusal() {
  const refusal = useRefusal();
  return (error: unknown) => {
    toast(refusal(error), { failed: true });
  };
}

/** Says what was done and offers the way back. */
export function useTellDone() {
  const { t } = useTranslation();
  const refused = useTellRefusal();
  return (text: string, undo: () => Promise<unknown>) => {
    toast(text, { action: { label: t("act.undo"), run: () => void undo().catch(refused) } });
  };
}
