import type { DimensionsView } from "./queries";

export type PeriodChoice = { readonly key: string; readonly kind: "year" | "quarter" | "all" | "recent" };

const DAY = 86_400_000;

/**
 * Periods worth offering: the last 90 days where there are answers from them, the quarters of the newest year if it has
 * answers over more than one, every year, and all of it.
 */
export function periodChoices(periods: DimensionsView["periods"] | undefined, now: Date): PeriodChoice[] {
  if (!periods) return [];
  const years = [...periods.years].sort().reverse();
  const choices: PeriodChoice[] = [];
  if (periods.to && now.getTime() - Date.parse(periods.to) < 90 * DAY) choices.push({ key: "last-90-days", kind: "recent" });
  choices.push(...quarters(periods));
  choices.push(...years.map((year) => ({ key: year, kind: "year" as const })));
  const [newest, oldest] = [years[0], years.at(-1)];
  if (newest && oldest && newest !== oldest) choices.push({ key: `${oldest}..${newest}`, kind: "all" });
  return choices;
}

function quarters(periods: DimensionsView["periods"]): PeriodChoice[] {
  if (!periods.from || !periods.to) return [];
  const from = new Date(periods.from);
  const to = new Date(Date.parse(periods.to) - 1);
  if (to.getTime() - from.getTime() < 100 * DAY) return [];
  const year = to.getUTCFullYear();
  // Yearly surveys have one moment a year: quarters of them would all be one quarter.
  if (to.getTime() - from.getTime() > 3 * 365 * DAY) return [];
  const first = from.getUTCFullYear() < year ? 1 : Math.floor(from.getUTCMonth() / 3) + 1;
  const last = Math.floor(to.getUTCMonth() / 3) + 1;
  const found: PeriodChoice[] = [];
  for (let quarter = last; quarter >= first; quarter--) found.push({ key: `${year}-Q${quarter}`, kind: "quarter" });
  return found.length > 1 ? found : [];
}

/** What a period is compared with unless something else is asked for: the one before it. */
export function periodBefore(period: string): string | null {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) {
    const [year, q] = [Number(quarter[1]), Number(quarter[2])];
    return q > 1 ? `${year}-Q${q - 1}` : `${year - 1}-Q4`;
  }
  return /^\d{4}$/.test(period) ? String(Number(period) - 1) : null;
}
