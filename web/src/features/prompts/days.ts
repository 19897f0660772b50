/** Days as the server writes them, YYYY-MM-DD: in the organization's calendar, so never through a time zone. */

function utc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** How many days from one to another; negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to) - utc(from)) / 86_400_000);
}

export function daysAfter(day: string, days: number): string {
  return new Date(utc(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The next Monday after a day. */
export function nextMonday(day: string): string {
  const weekday = new Date(utc(day)).getUTCDay();
  return daysAfter(day, (8 - weekday) % 7 || 7);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = locale === "en" ? "en-GB" : locale;
  const key = name + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(name, { ...options, timeZone: "UTC" });
  formats.set(key, made);
  return made;
}

/** "Tuesday 24 November" */
export function longDay(locale: string, day: string): string {
  return format(locale, { weekday: "long", day: "numeric", month: "long" }).format(utc(day));
}

/** As people say it from where they stand: "today", "tomorrow", "Friday", "24 November"; with the year where it is another. */
export function dayWords(locale: string, day: string, today: string): string {
  const away = daysBetween(today, day);
  if (Math.abs(away) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(away, "day");
  if (away > 1 && away < 7) return format(locale, { weekday: "long" }).format(utc(day));
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" as const };
  return format(locale, { day: "numeric", month: "long", ...year }).format(utc(day));
}
