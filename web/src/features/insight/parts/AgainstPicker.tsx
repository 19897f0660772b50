import { useTranslation } from "react-i18next";
import { useNow } from "../../../lib/useNow";
import { FilterChip } from "../../../ui/FilterChip";
import { Menu, MenuChoice, MenuItem } from "../../../ui/Menu";
import { periodBefore, periodChoices } from "../periods";
import type { DimensionsView } from "../queries";
import { usePeriodName } from "./PeriodPicker";

interface Props {
  readonly dimensions: DimensionsView | undefined;
  readonly period: string;
  readonly label: string | null;
  readonly selected: string | undefined;
  readonly onSelect: (against: string | undefined) => void;
}

/** What the period is compared with; without a choice, the one before it. */
export function AgainstPicker({ dimensions, period, label, selected, onSelect }: Props) {
  const { t } = useTranslation("insight");
  const name = usePeriodName();
  const before = periodBefore(period);
  const others = periodChoices(dimensions?.periods, useNow()).filter(
    (choice) => choice.kind !== "all" && choice.kind !== "recent" && choice.key !== period && choice.key !== before,
  );
  if (others.length === 0 && label === null) return null;
  return (
    <Menu
      label={t("common.against")}
      trigger={<FilterChip name={t("common.againstChip")} value={label ?? t("common.beforeNone")} />}
    >
      <MenuChoice
        heading={t("common.against")}
        selected={selected ?? "before"}
        onSelect={(key) => onSelect(key === "before" ? undefined : key)}
      >
        {[
          <MenuItem key="before" id="before" {...(before ? { note: before.replace("-", " ") } : {})}>
            {t("common.before")}
          </MenuItem>,
          ...others.map((choice) => (
            <MenuItem key={choice.key} id={choice.key}>
              {name(choice)}
            </MenuItem>
          )),
        ]}
      </MenuChoice>
    </Menu>
  );
}
