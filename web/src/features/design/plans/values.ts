import type { Field, PlanDocument } from "./document";
import type { Sayings } from "./say";
import { behaviourWord, levelWord, type PlanT, plusOneWord, senseWord } from "./words";

/** A field's value in words, a line an item; nothing where nothing stands. For comparing, choosing and paper. */
export function valueWords(t: PlanT, say: Sayings, field: Field, value: unknown): string[] {
  if (value === null || value === undefined || value === "") return [];
  const of = <F extends Field>() => value as NonNullable<PlanDocument[F]>;
  switch (field) {
    case "purpose":
    case "script":
    case "currency":
      return [String(value)];
    case "deputy":
      return [say.person(of<"deputy">()) ?? ""];
    case "channel":
      return [say.channel(of<"channel">()) ?? ""];
    case "review_by":
      return [say.day(of<"review_by">())];
    case "trigger": {
      const trigger = of<"trigger">();
      return [t("value.trigger", { kind: t(`trigger.${trigger.kind}`), words: say.trigger(trigger) })];
    }
    case "window":
      return [say.window(of<"window">())];
    case "minutes":
    case "preparation_minutes":
      return [t("say.minutes", { n: String(value) })];
    case "cost_cents":
      return [String(of<"cost_cents">() / 100)];
    case "standards":
      return of<"standards">().map(({ words }) => words);
    case "emotions":
    case "expresses":
      return of<"emotions">();
    case "senses":
      return of<"senses">().map(({ sense, words }) => `${senseWord(t, sense)}: ${words}`);
    case "behaviours":
      return of<"behaviours">().map(({ kind, words }) => `${behaviourWord(t, kind)}: ${words}`);
    case "elements":
      return of<"elements">().map(({ words }) => words);
    case "failures":
      return of<"failures">().map(({ words, recovery }) =>
        t("seen.recovery", { words, recovery: recovery || t("lackHere.no_recovery") }),
      );
    case "plus_ones":
      return of<"plus_ones">().map(({ state, words }) => `${plusOneWord(t, state)}: ${words}`);
    case "expectations":
      return of<"expectations">().map(({ level, words }) => `${levelWord(t, level)}: ${words}`);
  }
}
