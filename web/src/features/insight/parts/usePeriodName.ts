import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { isYearBefore, readPeriod } from "../periods";
import type { PeriodView } from "../queries";

/** How people say a period: "2017", "2017 Q2", "the last 12 months", "5 to 30 May 2017". */
export function usePeriodName(): {
  period: (label: string) => string;
  /** What it is compared with, as it stands in a sentence; `null` for nothing. */
  against: (period: PeriodView, against: { label: string } | null) => string | null;
} {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const period = (label: string): string => {
    const read = readPeriod(label);
    switch (read.kind) {
      case "recent":
        return t(read.unit === "days" ? "common.lastDays" : "common.lastMonths", { count: read.count });
      case "days":
        return format.daySpan(`${read.from}T00:00:00Z`, `${read.to}T00:00:00Z`, "UTC");
      case "years":
        return t("common.allTime", { from: read.from, to: read.to });
      case "plain":
        return read.text;
    }
  };
  return {
    period,
    against: (shown, against) => {
      if (against === null) return null;
      return isYearBefore(shown, against.label) ? t("common.yearBefore") : period(against.label);
    },
  };
}
