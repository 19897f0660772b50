import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import type { Finding } from "./queries";

export type Strength = "strong" | "fair" | "weak";

/** A confidence in a word: what one would bet on, what is likelier than not, what is worth a look. */
export function strengthOf(confidence: number): Strength {
  if (confidence >= 0.85) return "strong";
  return confidence >= 0.6 ? "fair" : "weak";
}

/** "bad-news-first" as people write it. */
export function spelled(slug: string): string {
  const words = slug.replace(/[-_.]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a finding reads: its name, its evidence in one sentence. */
export function useGapWords() {
  const { t } = useTranslation("design/gaps");
  const format = useFormat();
  return useMemo(() => {
    const german = format.locale.startsWith("de");
    const count = (value: number) => format.count(value);

    function title({ suggestion, about }: Finding): string {
      if (suggestion.existing) return suggestion.existing.label;
      const own = german ? (suggestion.label_de ?? suggestion.label) : suggestion.label;
      if (own) return own;
      switch (about.detector) {
        case "template":
          return german ? about.label_de : about.touchpoint.label;
        case "unanswered_event":
          return about.touchpoints[0]?.label ?? t("title.afterEvent", { event: about.event.label });
        case "silence":
          return about.tier ? t("title.silenceOfTier", { tier: about.tier.label }) : t("title.silence");
        case "empty_cell":
          return t("title.cell", { stage: about.stage.label, channel: about.channel.label });
        case "unserved_expectation":
          return spelled(about.theme);
        case "chase":
          switch (about.after.what) {
            case "event":
              return t("title.newsAfter", { what: about.after.event.label });
            case "touchpoint":
              return t("title.newsAfter", { what: about.after.touchpoint.label });
            case "stage":
              return t("title.newsDuring", { what: about.after.stage.label });
            default:
              return t("title.newsBefore");
          }
        case "wish":
          if (about.theme.length > 0) return spelled(about.theme.join(" "));
          return about.touchpoint ? t("title.wishAt", { touchpoint: about.touchpoint.label }) : t("title.wish");
      }
    }

    function sentence({ about, share }: Finding): string {
      const hits = share ? count(share.hits) : "";
      const n = share ? count(share.n) : "";
      switch (about.detector) {
        case "template":
          return t(about.near ? "says.templateNear" : "says.template", {
            template: about.template.label,
            stage: about.stage.label,
            channel: about.channel.label,
            near: about.near?.label ?? "",
          });
        case "unanswered_event":
          return t("says.event", { hits, n, event: about.event.label, count: about.within_days });
        case "silence":
          return about.limit_days != null && about.tier
            ? t("says.silenceOfTier", { hits, n, tier: about.tier.label, count: about.limit_days })
            : t("says.silence", { hits, n, count: about.longest_days });
        case "empty_cell":
          return t("says.cell", {
            stage: about.stage.label,
            channel: about.channel.label,
            neighbours: format.list(about.neighbours.slice(0, 3).map(({ label }) => label)),
          });
        case "unserved_expectation": {
          const [words] = about.words;
          return words
            ? t("says.expectation", { count: about.clients, n: count(about.clients), words })
            : t("says.expectationBare", { count: about.clients, n: count(about.clients) });
        }
        case "chase": {
          const values = { hits, n, count: about.within_days };
          switch (about.after.what) {
            case "event":
              return t("says.chaseEvent", { ...values, what: about.after.event.label });
            case "touchpoint":
              return t("says.chaseTouchpoint", { ...values, what: about.after.touchpoint.label });
            case "stage":
              return t("says.chaseStage", { ...values, what: about.after.stage.label });
            default:
              return t("says.chase", values);
          }
        }
        case "wish": {
          const [words] = about.words;
          return words
            ? t("says.wish", { count: about.clients, n: count(about.clients), words })
            : t("says.wishBare", { count: about.clients, n: count(about.clients) });
        }
      }
    }

    return { title, sentence };
  }, [t, format]);
}
