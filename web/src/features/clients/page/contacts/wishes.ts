import type { TFunction } from "i18next";
import type { Wishes } from "../../queries";

/** As the server counts them: 1 Monday … 7 Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

type Say = TFunction<"clients">;
type Words = { list: (items: readonly string[]) => string; channel: (key: string) => string };

/** "09:00" as people say it: "9", "9:30". */
function hour(time: string): string {
  const [hours = "0", minutes = "00"] = time.split(":");
  return minutes === "00" ? String(Number(hours)) : `${Number(hours)}:${minutes}`;
}

/**
 * What a contact does not want, in the fewest words, each a sentence's part of its own: "not by phone",
 * "not before 10", "not on Saturday and Sunday", "at most 2 times in 30 days".
 */
export function wishesSaid(t: Say, words: Words, wishes: Wishes): string[] {
  const said: string[] = [];
  const { unwanted_channels: channels, quiet_hours: quiet, limit } = wishes;
  if (channels.length > 0) said.push(t("wishes.notBy", { channels: words.list(channels.map(words.channel)) }));
  if (quiet) {
    const [from, until] = [hour(quiet.from), hour(quiet.to)];
    if (from === "0") said.push(t("wishes.notBefore", { time: until }));
    else if (until === "0") said.push(t("wishes.notAfter", { time: from }));
    // Over midnight what is left is the day between.
    else if (quiet.from > quiet.to) said.push(t("wishes.only", { from: until, until: from }));
    else said.push(t("wishes.notBetween", { from, until }));
  }
  const days = WEEKDAYS.filter((day) => wishes.quiet_days.includes(day));
  if (days.length > 0) said.push(t("wishes.notOn", { days: words.list(days.map((day) => t(`weekday.${day}`))) }));
  if (limit) said.push(t("wishes.most", { count: limit.messages, days: limit.days }));
  return said;
}
