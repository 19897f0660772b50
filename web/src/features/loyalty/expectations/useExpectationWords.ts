import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import type { Expectation, Held } from "./queries";
import { knownOf, metOf } from "./state";

/** The short words that stand beside an expectation, the same in the drawing, the table and the ledger. */
export function useExpectationWords() {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  return useMemo(() => {
    const month = (at: string) =>
      new Intl.DateTimeFormat(format.locale === "en" ? "en-GB" : format.locale, {
        month: "short",
        year: "numeric",
      }).format(new Date(at));
    /** "beyond, +1", "short, −2", "as expected"; nothing where nobody said. */
    const met = (it: Pick<Held, "met">): string => {
      const found = metOf(it);
      if (found === "unheard" || !it.met) return "";
      if (found === "expected") return t("met.expected");
      return t(`met.${found}`, { delta: format.signed(it.met.delta, Number.isInteger(it.met.delta) ? 0 : 1) });
    };
    const depth = (it: Pick<Expectation, "depth">) => t(`depth.${(it.depth as 1 | 2 | 3) ?? 1}`);
    /** "Mira · should · stale, Nov 2025" */
    const under = (it: Held): string => {
      const known = knownOf(it);
      const parts = [
        known === "assumed" ? t("guess") : undefined,
        it.who,
        t(`level.${it.level}`),
        known === "stale" && it.confirmed_at ? t("under.stale", { month: month(it.confirmed_at) }) : undefined,
        known === "stated" ? t("under.stated") : undefined,
        known === "fresh" && it.served_by.length === 0 ? t("under.unserved") : undefined,
      ];
      return parts.filter(Boolean).join(" · ");
    };
    return { met, depth, under, month };
  }, [t, format]);
}
