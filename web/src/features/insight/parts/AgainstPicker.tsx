import { useTranslation } from "react-i18next";
import { useNow } from "../../../lib/useNow";
import { FilterChip } from "../../../ui/FilterChip";
import { Menu, MenuChoice, MenuItem } from "../../../ui/Menu";
import { periodChoices } from "../periods";
import type { DimensionsView, PeriodView } from "../queries";
import { usePeriodName } from "./usePeriodName";

interface Props {
  readonly dimensions: DimensionsView | undefined;
  readonly period: PeriodView;
  readonly against: { readonly label: string } | null;
  readonly selected: string | undefined;
  readonly onSelect: (against: string | undefined) => void;
}

/** What the period is compared with; without a choice, the one before it. */
export function AgainstPicker({ dimensions, period, against, selected, onSelect }: Props) {
  const { t } = useTranslation("insight");
  const name = usePeriodName();
  const others = periodChoices(dimensions?.periods, useNow()).filter(
    (choice) => (choice.kind === "year" || choice.kind === "quarter") && choice.key !== period.label,
  );
  if (others.length === 0 && against === null) return null;
  return (
    <Menu
      label={t("common.against")}
      trigger={
        <FilterChip name={t("common.againstChip")} value={name.against(period, against) ?? t("common.beforeNone")} />
      }
    >
      <MenuChoice
        heading={t("common.against")}
        selected={selected ?? "before"}
        onSelect={(key) => onSelect(key === "before" ? undefined : key)}
      >
        {[
          <MenuItem key="before" id="before">
            {t("common.before")}
          </MenuItem>,
          ...others.map((choice) => (
            <MenuItem key={choice.key} id={choice.key}>
              {name.period(choice.key)}
            </MenuItem>
          )),
          <MenuItem key="none" id="none">
            {t("common.againstNothing")}
          </MenuItem>,
        ]}
      </MenuChoice>
    </Menu>
  );
}
