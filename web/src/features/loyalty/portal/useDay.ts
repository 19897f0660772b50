import { useTranslation } from "react-i18next";

/** "3 November", with the year only when it is not this one. */
export function useDay(zone: string, weekday = false): (at: string) => string {
  const { i18n } = useTranslation();
  return (at) => {
    const date = new Date(at);
    const locale = i18n.language === "en" ? "en-GB" : i18n.language;
    const year = (day: Date) => new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone: zone }).format(day);
    return new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "long",
      ...(weekday ? { weekday: "long" as const } : {}),
      ...(year(date) === year(new Date()) ? {} : { year: "numeric" as const }),
      timeZone: zone,
    }).format(date);
  };
}
