import type { Stretch } from "./queries";

/** `Jan–Mar`, `2025`, and for the one that ends now `Oct–today`. */
export function stretchName(locale: string, stretch: Stretch, last: boolean, unit: string, today: string): string {
  const from = new Date(stretch.from);
  if (unit === "year") {
    const year = new Intl.DateTimeFormat(locale, { year: "numeric" }).format(from);
    return last ? `${year}–${today}` : year;
  }
  const month = new Intl.DateTimeFormat(locale, { month: "short" });
  // The end is the first moment that no longer belongs to it.
  const to = new Date(new Date(stretch.to).getTime() - 3_600_000 * 36);
  const [a, b] = [month.format(from), month.format(to)];
  if (last) return `${a}–${today}`;
  return a === b ? a : `${a}–${b}`;
}
