import { createInstance, type TFunction } from "i18next";
import type { Change, Estimate, ScoreboardRow } from "./queries";
import de from "./texts.de.json";
import en from "./texts.en.json";

/** The real texts, for tests of sentences. */
export function textsOf(language: "en" | "de"): TFunction<"insight"> {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    ns: ["insight"],
    defaultNS: "insight",
    resources: { en: { insight: en }, de: { insight: de } },
    interpolation: { escapeValue: false },
  });
  return i18n.getFixedT(language, "insight");
}

export function estimateOf(value: number | null, half = 0.04, n = 2000): Estimate {
  return {
    value,
    n,
    n_effective: n,
    low: value === null ? null : value - half,
    high: value === null ? null : value + half,
    level: 0.95,
    method: "t",
    weighted: false,
    rejected: 0,
    badge: n === 0 ? "none" : n < 10 ? "counts_only" : n < 30 ? "indicative" : "sound",
    hidden: n > 0 && n < 5,
    also: null,
    parts: [],
    notes: [],
  };
}

export function changeOf(difference: number, significant: boolean): Change {
  return {
    difference,
    low: difference - 0.05,
    high: difference + 0.05,
    p: significant ? 0.0001 : 0.5,
    p_adjusted: significant ? 0.002 : 1,
    significant,
  };
}

export function rowOf(label: string, over: Partial<ScoreboardRow> = {}): ScoreboardRow {
  const key = label.toLowerCase().replaceAll(" ", "-");
  return {
    touchpoint: { id: key, key, label, kind: "static", existence: "live", stage: null, channel: null },
    question: { key, label, scale: "1-5", aspect: null },
    as_expected: 4,
    estimate: estimateOf(4.1),
    csat: null,
    standing: { loyal: 0.3, satisfied: 0.4, dissatisfied: 0.2, unknown: 0.1 },
    short: false,
    change: changeOf(0.01, false),
    trend: [],
    comments: 0,
    ...over,
  };
}
