/** A day of birth as it is kept: "1980-02-29", or "--02-29" where the year is not known. */
export type Birthday = { day: number; month: number; year: number | null };

export function parseBirthday(text: string | null): Birthday | null {
  const found = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(text ?? "");
  if (!found) return null;
  const [, year, month, day] = found;
  return { day: Number(day), month: Number(month), year: year === "-" ? null : Number(year) };
}

const two = (value: number) => String(value).padStart(2, "0");

export function birthdayText({ day, month, year }: Birthday): string {
  return `${year === null ? "-" : String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** How many days a month has; without a year February has 29, for who was born on the last of them. */
export function daysOf(month: number, year: number | null): number {
  return new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate();
}

/** Whether the calendar has such a day. */
export function isDay({ day, month, year }: Birthday): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(month, year);
}

/** "29 February 1980", "29 February". */
export function birthdaySaid(locale: string, { day, month, year }: Birthday): string {
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", timeZone: "UTC" };
  if (year !== null) options.year = "numeric";
  // Without a year any leap year can show the day.
  const at = new Date(Date.UTC(2000, month - 1, day));
  if (year !== null) at.setUTCFullYear(year);
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, options).format(at);
}
