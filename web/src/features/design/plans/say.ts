import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import type { PlanDocument, Trigger, Window } from "./document";
import { useEditorMaybe } from "./parts/editor";
import type { Choice } from "./queries";
import { lackHere, lackSentence, type PlanT } from "./words";

/** Parts of a plan in the reader's words, the same on the page, beside a change, and on paper. */
export function sayings(
  t: PlanT,
  format: ReturnType<typeof useFormat>,
  colleagues: readonly Choice[],
  channels: readonly Choice[],
) {
  const labelOf = (list: readonly Choice[], key: string | null) =>
    key === null ? null : (list.find((one) => one.key === key)?.label ?? null);
  return {
    trigger: (trigger: Trigger) =>
      trigger.words.trim() || trigger.event || trigger.touchpoint || trigger.attribute || t(`trigger.${trigger.kind}`),
    window: ({ from_days: from, to_days: to }: Window) => {
      const day = (days: number) => format.decimal(days, 0);
      return from === to
        ? t("say.day", { day: day(from) })
        : t("say.days", { from: day(from), to: from < 0 || to < 0 ? `\u200a${day(to)}` : day(to) });
    },
    channel: (key: string | null) => labelOf(channels, key) ?? key,
    person: (id: string | null) => (id === null ? null : (labelOf(colleagues, id) ?? t("say.formerColleague"))),
    day: (day: string) => format.day(`${day}T12:00:00Z`, "UTC"),
    effort: (document: PlanDocument) => effort(t, format, document),
    emptyFact: (field: string) => emptyFact(t, field),
    lack: (lack: Parameters<typeof lackSentence>[1]) => lackSentence(t, lack),
    lackHere: (lack: Parameters<typeof lackHere>[1]) => lackHere(t, lack),
  };
}

export type Sayings = ReturnType<typeof sayings>;

/** "75 + 40 min, €210": with the client, before and after, and what it costs. */
function effort(t: PlanT, format: ReturnType<typeof useFormat>, document: PlanDocument): string | null {
  const { minutes, preparation_minutes: preparation, cost_cents: cost, currency } = document;
  const time =
    minutes === null && preparation === null
      ? null
      : preparation === null
        ? t("say.minutes", { n: format.count(minutes ?? 0) })
        : t("say.minutesBoth", {
            n: minutes === null ? "–" : format.count(minutes),
            before: format.count(preparation),
          });
  const parts = [time, cost === null ? null : money(format.locale, cost, currency)];
  const said = parts.filter((part) => part !== null).join(", ");
  return said === "" ? null : said;
}

export function money(locale: string, cents: number, currency: string | null): string {
  const whole = cents % 100 === 0;
  const digits = { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: whole ? 0 : 2 };
  if (!currency) return new Intl.NumberFormat(locale, digits).format(cents / 100);
  try {
    return new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, { style: "currency", currency, ...digits }).format(
      cents / 100,
    );
  } catch {
    return `${new Intl.NumberFormat(locale, digits).format(cents / 100)} ${currency}`;
  }
}

function emptyFact(t: PlanT, field: string): string {
  switch (field) {
    case "owner":
    case "deputy":
    case "window":
    case "channel":
    case "minutes":
    case "review_by":
      return t(`empty.${field}`);
    default:
      return t("empty.other");
  }
}

export function useSayings(colleagues: readonly Choice[], channels: readonly Choice[]): Sayings {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  return useMemo(() => sayings(t, format, colleagues, channels), [t, format, colleagues, channels]);
}

const none: readonly Choice[] = [];

/** The same inside the page's editor, which knows people and channels. */
export function useSay(): Sayings {
  const editor = useEditorMaybe();
  return useSayings(editor?.colleagues ?? none, editor?.channels ?? none);
}
