import { useTranslation } from "react-i18next";
import { type Field, KINDS, type Rung } from "../queries";
import type { Filter } from "./tree";

/** Fields that have no name of their own, by key with `_` for the point. */
const FIELDS = [
  "kind",
  "tier",
  "owner",
  "last_touch_days",
  "known_days",
  "standing",
  "open_promises",
  "broken_promises",
  "trust_weakest",
] as const;
const STANDINGS: readonly Rung[] = ["unknown", "dissatisfied", "satisfied", "loyal", "ambassador"];
const LEGS = ["credibility", "competence", "compatibility"] as const;
export const OPS: readonly Field["ops"][number][] = [
  "is",
  "is_not",
  "any_of",
  "contains",
  "at_least",
  "at_most",
  "known",
  "unknown",
];

/** Fields, questions and values as people say them. */
export function useFilterWords(fields: readonly Field[]) {
  const { t } = useTranslation("clients/segments");
  const own = useTranslation("clients");
  const field = (key: string): string => {
    const known = fields.find((one) => one.key === key);
    if (known?.label) return known.label;
    const word = FIELDS.find((one) => one === key.replaceAll(".", "_"));
    return word ? t(`field.${word}`) : key.replace(/^attr\./, "").replaceAll(/[._]/g, " ");
  };
  const op = (key: string): string => {
    const known = OPS.find((one) => one === key);
    return known ? t(`op.${known}`) : key.replaceAll("_", " ");
  };
  const value = (key: string, raw: string): string => {
    const label = fields.find((one) => one.key === key)?.values.find((one) => one.value === raw)?.label;
    if (label) return label;
    const kind = key === "kind" && KINDS.find((one) => one === raw);
    if (kind) return own.t(`kind.${kind}`);
    const standing = key === "standing" && STANDINGS.find((one) => one === raw);
    if (standing) return own.t(`standing.${standing}`);
    const leg = key === "trust.weakest" && LEGS.find((one) => one === raw);
    if (leg) return t(`leg.${leg}`);
    return raw;
  };
  /** The whole filter in a sentence. */
  const sentence = (filter: Filter, inner = false): string => {
    const joined = (parts: string[], word: string) =>
      inner && parts.length > 1 ? `(${parts.join(` ${word} `)})` : parts.join(` ${word} `);
    if ("all" in filter)
      return filter.all.length === 0
        ? t("everybody")
        : joined(
            filter.all.map((one) => sentence(one, true)),
            t("and"),
          );
    if ("any" in filter)
      return joined(
        filter.any.map((one) => sentence(one, true)),
        t("or"),
      );
    if ("not" in filter) return t("notThat", { what: sentence(filter.not, true) });
    const values = filter.value === undefined ? [] : [filter.value].flat();
    const said = values.map((one) => value(filter.field, String(one))).join(` ${t("or")} `);
    return [field(filter.field), op(filter.op), said].filter((part) => part !== "").join(" ");
  };
  return { field, op, value, sentence };
}
