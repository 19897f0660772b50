/** A day on the calendar where the reader is, as the API writes it: 2026-12-04. */
export function isoDay(date: Date): string {
  const part = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** So many days from now. */
export function dayIn(days: number, now: Date): string {
  return isoDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
}

/** A day without a clock, so that no time zone moves it. */
export function noon(day: string): Date {
  return new Date(`${day}T12:00:00`);
}
