/** Small sums over a mapping that the headline and the panel say. */
import type { Outcome } from "../types";
import { isScore, type Mapping } from "./document";

/** Touchpoints that more than one rating speaks about. */
export function askedTwice(mapping: Mapping): number {
  const times = new Map<string, number>();
  for (const rule of mapping.columns) {
    if (isScore(rule) && rule.touchpoint) times.set(rule.touchpoint, (times.get(rule.touchpoint) ?? 0) + 1);
  }
  return [...times.values()].filter((count) => count > 1).length;
}

export function ratingColumns(mapping: Mapping): number {
  return mapping.columns.filter((rule) => rule.role === "rating" || rule.role === "effort").length;
}

/** Ratings of the whole experience rather than of a touchpoint. */
export function overallRatings(mapping: Mapping, outcome: Outcome): number {
  const whole = new Set(
    mapping.columns.flatMap((rule) =>
      (rule.role === "rating" || rule.role === "effort") && rule.touchpoint === undefined ? [rule.column] : [],
    ),
  );
  return outcome.columns.filter((one) => whole.has(one.name)).reduce((sum, one) => sum + one.n, 0);
}

/** Whether the import would make something of the file at all, and what is missing if not. */
export function lack(mapping: Mapping): "answers" | "date" | undefined {
  const says = mapping.columns.some(
    (rule) => isScore(rule) || rule.role === "comment" || rule.role === "choice" || rule.role === "comment_codes",
  );
  if (!says) return "answers";
  const dated = mapping.columns.some((rule) => rule.role === "date" && rule.part !== "weekday" && rule.part !== "time");
  return dated || mapping.date?.year !== undefined ? undefined : "date";
}
