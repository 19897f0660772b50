import { type PlanDocument, same } from "./document";
import type { Sayings } from "./say";
import type { PlanT } from "./words";
import { behaviourWord } from "./words";

/** When the client meets the touch. */
export const MOMENTS = ["before", "during", "after"] as const;
export type Moment = (typeof MOMENTS)[number];

/** A line as the client would read it. */
export type SeenLine = {
  key: string;
  /** A small heading that stands over the lines of a kind. */
  label?: string;
  words: string;
  look: "title" | "line" | "item" | "button";
  mark?: "new" | "changed";
};

export type Around = {
  organization: string;
  /** One client's name, so that it reads as they would read it; `null` while there is none. */
  client: string | null;
  touchpoint: string;
  owner: string | null;
};

/**
 * What a client sees of the plan: before they come, in the room, afterwards.
 * Plus-ones stand nowhere in it before: a small extra that is announced is none. Nor do our numbers and our worries,
 * but for how we make good what went wrong.
 */
export function seenBy(t: PlanT, say: Sayings, document: PlanDocument, around: Around): Record<Moment, SeenLine[]> {
  const line = (key: string, words: string | null | undefined | false, more: Partial<SeenLine> = {}): SeenLine[] =>
    words ? [{ key, words, look: "line", ...more }] : [];
  const items = (key: string, label: string, all: readonly { key: string; words: string }[]): SeenLine[] =>
    all
      .filter(({ words }) => words.trim() !== "")
      .map((each, place) => ({
        key: `${key} ${each.key}`,
        words: each.words,
        look: "item" as const,
        ...(place === 0 ? { label } : {}),
      }));
  const { window, minutes, trigger } = document;
  const channel = say.channel(document.channel);
  const served = document.expectations.filter(({ level }) => level !== "delight");
  const when = [channel, window && say.window(window), trigger && say.trigger(trigger)].filter(Boolean);
  return {
    before: [
      { key: "title", words: around.touchpoint, look: "title" },
      ...line("when", capital(when.join(" · "))),
      ...line(
        "time",
        minutes !== null && around.owner
          ? t("seen.time", { who: around.owner, n: minutes, count: minutes })
          : around.owner && t("seen.who", { who: around.owner }),
      ),
      ...line("purpose", document.purpose, { label: t("seen.purpose") }),
      ...items(
        "expects",
        t("seen.expects"),
        served.map(({ words }) => ({ key: words, words })),
      ),
      ...items(
        "promise",
        t("seen.promise"),
        document.standards.slice(0, 3).map(({ id, words }) => ({ key: id, words })),
      ),
    ],
    during: [
      { key: "title", words: around.touchpoint, look: "title" },
      ...items(
        "senses",
        t("seen.senses"),
        document.senses.map(({ sense, words }) => ({ key: words, words: t(`seen.sense.${sense}`, { words }) })),
      ),
      ...items(
        "behaviours",
        t("seen.behaviours", { who: around.owner ?? t("seen.we") }),
        document.behaviours.map(({ kind, words }) => ({
          key: words,
          words: `${behaviourWord(t, kind)}: ${words}`,
        })),
      ),
      ...items(
        "elements",
        t("seen.elements"),
        document.elements.map(({ words }) => ({ key: words, words })),
      ),
      ...items(
        "plus",
        t("seen.plus"),
        document.plus_ones
          .filter(({ state }) => state === "active" || state === "trial")
          .map(({ id, words }) => ({ key: id, words })),
      ),
      ...line("feel", document.emotions.length > 0 && t("seen.feel", { words: document.emotions.join(", ") }), {
        label: t("seen.feelLabel"),
      }),
    ],
    after: [
      { key: "title", words: t("seen.thanks"), look: "title" },
      ...line("ask", t("seen.ask", { what: around.touchpoint })),
      ...line("short", t("seen.short"), { look: "button" }),
      ...line("expected", t("seen.expected"), { look: "button" }),
      ...line("beyond", t("seen.beyond"), { look: "button" }),
      ...items(
        "wrong",
        t("seen.wrong"),
        document.failures
          .filter(({ recovery }) => recovery.trim() !== "")
          .map(({ id, words, recovery }) => ({ key: id, words: t("seen.recovery", { words, recovery }) })),
      ),
      ...line(
        "reach",
        around.owner &&
          (document.deputy
            ? t("seen.reachBoth", { who: around.owner, deputy: say.person(document.deputy) ?? "" })
            : t("seen.reach", { who: around.owner })),
        { label: t("seen.reachLabel") },
      ),
    ],
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same with a mark where the client would notice that the plan is not the one that is live. */
export function markNew(now: readonly SeenLine[], live: readonly SeenLine[] | null): SeenLine[] {
  if (!live) return [...now];
  return now.map((line) => {
    const before = live.find(({ key }) => key === line.key);
    if (!before) return { ...line, mark: "new" };
    return same(before.words, line.words) ? line : { ...line, mark: "changed" };
  });
}

/** How many lines of a moment are not as they are live: shown on its tab, so that nobody has to look for them. */
export function countMarks(lines: readonly SeenLine[]): number {
  return lines.filter(({ mark }) => mark !== undefined).length;
}
