import { useTranslation } from "react-i18next";
import { CODES, type Code, type ColumnRule, folded, isScore, type Mapping, scaleWords, touchpointOf } from "./document";

export type Meaning = {
  /** "Touchpoint rating 1–5" */
  title: string;
  /** "One row is one person" */
  note: string | undefined;
  /** "6 never used" */
  chips: string[];
  /** What the column is called in words. */
  label: string | undefined;
};

/** A column's rule in words. */
export function useMeaning() {
  const { t } = useTranslation("signals");
  return (mapping: Mapping, rule: ColumnRule): Meaning => {
    const place = touchpointOf(mapping, rule);
    const label = rule.label ?? place?.label;
    const at =
      place && place.label !== rule.label && rule.label !== undefined
        ? t("meaning.at", { touchpoint: place.label })
        : undefined;
    if (isScore(rule)) {
      const scale = scaleWords(rule.scale);
      const title =
        rule.role === "rating"
          ? t(place ? "meaning.ratingOf" : "meaning.ratingOverall", { scale })
          : t(rule.role === "recommend" ? "meaning.recommend" : "meaning.effort", { scale });
      const notes = [
        at,
        rule.scale.endsWith("r") ? t("meaning.reversed") : undefined,
        rule.touchpoint && !rule.primary ? t("meaning.second") : undefined,
      ].filter((note) => note !== undefined);
      return { title, note: notes.length > 0 ? notes.join(" · ") : undefined, chips: chips(rule.codes, t), label };
    }
    if (rule.role === "date")
      return { title: t(`part.${rule.part}`), note: t(`partNote.${rule.part}`), chips: [], label };
    return { title: t(`role.${rule.role}`), note: at ?? t(`roleNote.${rule.role}`), chips: [], label };
  };
}

/** Codes of one meaning in one chip: "0 blank". A value that is the word itself ("Blank") says nothing new beside others. */
function chips(
  codes: Record<string, Code> | undefined,
  t: ReturnType<typeof useTranslation<"signals">>["t"],
): string[] {
  const entries = Object.entries(codes ?? {});
  return CODES.flatMap((code) => {
    const values = entries.filter(([, meaning]) => meaning === code).map(([value]) => value);
    if (values.length === 0) return [];
    const telling = values.filter((value) => folded(value) !== code);
    if (telling.length === 0) return [t("meaning.chipWord", { value: values[0] ?? "", code: t(`code.${code}`) })];
    return [t("meaning.chip", { values: telling.join(", "), code: t(`code.${code}`) })];
  });
}
