import type { TFunction } from "i18next";
import type { Card, CardState } from "./cards";
import { dotsOf } from "./cards";
import type { Counts, Headline } from "./headline";
import { EXISTENCES, KINDS } from "./types";

type T = TFunction<"design/inventory">;

export function kindWord(t: T, code: string): string {
  const kind = KINDS.find((one) => one === code);
  return kind ? t(`kind.${kind}`) : code;
}

export function stateWord(t: T, code: CardState | string): string {
  if (code === "stale") return t("state.stale");
  const existence = EXISTENCES.find((one) => one === code);
  return existence ? t(`state.${existence}`) : code;
}

/** Numbers up to twelve in words, as a sentence wants them; above, in figures. */
export function numberWord(t: T, locale: string, count: number): string {
  const words = t("number").split(" ");
  return words[count] ?? new Intl.NumberFormat(locale).format(count);
}

/** A sentence begins with a capital, whatever its first word is. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

export function headlineWords(t: T, locale: string, headline: Headline): string {
  const n = "count" in headline ? numberWord(t, locale, headline.count) : "";
  switch (headline.says) {
    case "missing": {
      const { count, stage, there } = headline;
      if (stage === null) return capital(t("headline.missing", { count, n }));
      if (there === count) return capital(t("headline.missingAll", { count, n, stage }));
      return capital(t("headline.missingThere", { count, n, there: numberWord(t, locale, there), stage }));
    }
    case "unowned":
      return capital(t("headline.unowned", { count: headline.count, n }));
    case "stale":
      return capital(t("headline.stale", { count: headline.count, n }));
    case "planned":
      return capital(t("headline.planned", { count: headline.count, n }));
    case "unplanned":
      if (headline.count === headline.total) return capital(t("headline.noPlans", { count: headline.total, n }));
      return capital(t("headline.unplanned", { count: headline.count, n }));
    case "covered":
      return t("headline.covered", { count: headline.total });
  }
}

/** Under the headline: how much is there, and what else waits. */
export function ledeWords(t: T, locale: string, counts: Counts): string {
  const figure = (count: number) => new Intl.NumberFormat(locale).format(count);
  const said = [t("lede.live", { count: counts.total, live: figure(counts.live), total: figure(counts.total) })];
  if (counts.stale > 0) {
    said.push(t("lede.stale", { count: counts.stale, n: numberWord(t, locale, counts.stale) }));
  }
  if (counts.planned > 0) {
    said.push(t("lede.planned", { count: counts.planned, n: numberWord(t, locale, counts.planned) }));
  }
  return `${said.join(", ")}.`;
}

/** What a card says besides its name, for whoever does not see its shape and edge. */
export function cardWords(t: T, card: Card): string {
  const { touchpoint } = card;
  const said = [kindWord(t, touchpoint.kind)];
  if (card.state === "stale") said.push(t("card.stale", { count: card.staleMonths ?? 0 }));
  else said.push(stateWord(t, card.state));
  if (touchpoint.moment_of_truth) said.push(t("card.moment"));
  if (card.state === "live" || card.state === "stale") {
    said.push(
      card.attention === null ? t("card.attentionUnknown") : t("card.attention", { n: dotsOf(card.attention) }),
    );
  }
  if (card.findings.length > 0) said.push(t("card.finding", { n: card.findings.join(", ") }));
  return said.join(", ");
}

const DETECTORS = [
  "template",
  "unanswered_event",
  "silence",
  "empty_cell",
  "unserved_expectation",
  "chase",
  "wish",
] as const;

/** What a finding without a name of its own asks for. */
export function detectorWords(t: T, code: string): string {
  const detector = DETECTORS.find((one) => one === code);
  return t(`gaps.${detector ?? "template"}`);
}
