import type { DimensionsView } from "./queries";

export type PeriodChoice = { readonly key: string; readonly kind: "year" | "quarter" | "all" | "recent" };

const DAY = 86_400_000;

/**
 * Periods worth offering: the newest months where answers still come, the quarters of the newest year if answers come
 * over more than one, every year, and all of it.
 */
export function periodChoices(periods: DimensionsView["periods"] | undefined, now: Date): PeriodChoice[] {
  if (!periods) return [];
  const years = [...periods.years].sort().reverse();
  const choices: PeriodChoice[] = [];
  if (periods.to && now.getTime() - Date.parse(periods.to) < 90 * DAY) {
    choices.push({ key: "last-90-days", kind: "recent" }, { key: "last-12-months", kind: "recent" });
  }
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

/** A period's label in parts, for the reader's language to put together. */
export type PeriodLabel =
  | { readonly kind: "recent"; readonly unit: "days" | "months"; readonly count: number }
  | { readonly kind: "days"; readonly from: string; readonly to: string }
  | { readonly kind: "years"; readonly from: string; readonly to: string }
  | { readonly kind: "plain"; readonly text: string };

export function readPeriod(label: string): PeriodLabel {
  const recent = /^last-(\d+)-(days|months)$/.exec(label);
  if (recent) return { kind: "recent", unit: recent[2] as "days" | "months", count: Number(recent[1]) };
  const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(label);
  if (days?.[1] && days[2]) return { kind: "days", from: days[1], to: days[2] };
  const years = /^(\d{4})\.\.(\d{4})$/.exec(label);
  if (years?.[1] && years[2]) return { kind: "years", from: years[1], to: years[2] };
  return { kind: "plain", text: label.replace(/-(Q[1-4])$/, " $1") };
}

/** Whether `against` is the same stretch of the year before `period`. */
export function isYearBefore(period: { from: string; to: string }, against: string): boolean {
  const days = readPeriod(against);
  if (days.kind !== "days") return false;
  return Math.abs(Date.parse(period.from) - Date.parse(days.from) - 365.25 * DAY) < 3 * DAY;
}
