import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type Part, placeholders, sayingOf, splitSentence } from "./audit-sentences";
import type { AuditEntry } from "./queries";
import { roles } from "./roles";

/** An entry of the log as a sentence in the reader's language, cut at the names. */
export function useSentence(): (entry: AuditEntry) => Part[] {
  const { t } = useTranslation("access");
  const app = useTranslation();
  return useCallback(
    (entry) => {
      const names = { actor: entry.actor.name || t("audit.system"), subject: entry.subject.label };
      const told = sayingOf(entry);
      if (!told) {
        const action = entry.action.replaceAll("_", " ");
        const key = names.subject === "" ? "audit.otherAlone" : "audit.other";
        return splitSentence(t(key, { ...placeholders, action }), names);
      }
      const known = roles.find((role) => role === told.role);
      const role = known ? app.t(`roles.${known}`) : (told.role ?? "");
      return splitSentence(t(`audit.said.${told.saying}`, { ...placeholders, role }), names);
    },
    [t, app.t],
  );
}
