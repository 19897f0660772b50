import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { FilterChip } from "../../../ui/FilterChip";
import { Menu, MenuChoice, MenuItem } from "../../../ui/Menu";
import type { Dimensions } from "./queries";

type Props = {
  /** What the line on screen is about. */
  label: string;
  selected: string | undefined;
  periods: Dimensions["periods"] | undefined;
  onSelect: (period: string) => void;
};

/** The time whose answers draw the as-is line. */
export function PeriodChip({ label, selected, periods, onSelect }: Props) {
  const { t } = useTranslation("design/journeys");
  const name = usePeriodName();
  const years = [...(periods?.years ?? [])].sort().reverse();
  const all = years.length > 1 ? [`${years.at(-1)}..${years[0]}`] : [];
  const choices = [...new Set([label, ...(periods?.default ? [periods.default] : []), ...years, ...all])];
  return (
    <Menu label={t("period.label")} trigger={<FilterChip name={t("period.chip")} value={name(label)} />}>
      <MenuChoice heading={t("period.label")} selected={selected ?? label} onSelect={onSelect}>
        {choices.map((key) => (
          <MenuItem key={key} id={key}>
            {name(key)}
          </MenuItem>
        ))}
      </MenuChoice>
    </Menu>
  );
}

/** How people say a period: "2026", "the last 12 months", "2024 to 2026". */
export function usePeriodName(): (label: string) => string {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  return (label) => {
    const recent = /^last-(\d+)-(days|months)$/.exec(label);
    if (recent) return t(recent[2] === "days" ? "period.days" : "period.months", { count: Number(recent[1]) });
    const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(label);
    if (days) return format.daySpan(`${days[1]}T00:00:00Z`, `${days[2]}T00:00:00Z`, "UTC");
    const years = /^(\d{4})\.\.(\d{4})$/.exec(label);
    if (years) return t("period.years", { from: years[1] as string, to: years[2] as string });
    return label.replace(/-(Q[1-4])$/, " $1");
  };
}
