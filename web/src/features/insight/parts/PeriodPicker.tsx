import { useTranslation } from "react-i18next";
import { useNow } from "../../../lib/useNow";
import { FilterChip } from "../../../ui/FilterChip";
import { Menu, MenuChoice, MenuItem } from "../../../ui/Menu";
import { type PeriodChoice, periodChoices } from "../periods";
import type { DimensionsView } from "../queries";
import { usePeriodName } from "./usePeriodName";

interface Props {
  readonly dimensions: DimensionsView | undefined;
  /** What the answer on screen is about. */
  readonly label: string;
  readonly selected: string | undefined;
  readonly onSelect: (period: string) => void;
}

/** The period looked at; in the address, so that a link shows the same numbers. */
export function PeriodPicker({ dimensions, label, selected, onSelect }: Props) {
  const { t } = useTranslation("insight");
  const name = usePeriodName().period;
  const choices = periodChoices(dimensions?.periods, useNow());
  const groups: [string, PeriodChoice[]][] = [
    [t("common.recent"), choices.filter((choice) => choice.kind === "recent")],
    [t("common.quarters"), choices.filter((choice) => choice.kind === "quarter")],
    [t("common.years"), choices.filter((choice) => choice.kind === "year")],
    [t("common.other"), choices.filter((choice) => choice.kind === "all")],
  ];
  return (
    <Menu label={t("common.period")} trigger={<FilterChip name={t("common.periodChip")} value={name(label)} />}>
      {groups
        .filter(([, items]) => items.length > 0)
        .map(([heading, items]) => (
          <MenuChoice key={heading} heading={heading} selected={selected ?? label} onSelect={onSelect}>
            {items.map((choice) => (
              <MenuItem key={choice.key} id={choice.key}>
                {name(choice.key)}
              </MenuItem>
            ))}
          </MenuChoice>
        ))}
    </Menu>
  );
}
