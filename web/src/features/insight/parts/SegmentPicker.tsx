import { useTranslation } from "react-i18next";
import { FilterChip } from "../../../ui/FilterChip";
import { Menu, MenuChoice, MenuItem } from "../../../ui/Menu";
import type { AttributeValues } from "../queries";

interface Props {
  readonly attributes: readonly AttributeValues[];
  readonly selected: string | undefined;
  readonly onSelect: (attribute: string) => void;
}

/** The attribute whose groups the page compares. */
export function SegmentPicker({ attributes, selected, onSelect }: Props) {
  const { t } = useTranslation("insight");
  const comparable = attributes.filter(({ values }) => values.length > 1);
  if (comparable.length === 0) return null;
  const chosen = comparable.find(({ key }) => key === selected);
  return (
    <Menu
      label={t("touchpoint.compareBy")}
      trigger={
        <FilterChip name={t("touchpoint.compareChip")} value={chosen?.label ?? t("touchpoint.compareNothing")} />
      }
    >
      <MenuChoice heading={t("touchpoint.compareBy")} selected={selected ?? ""} onSelect={onSelect}>
        {comparable.map(({ key, label }) => (
          <MenuItem key={key} id={key}>
            {label}
          </MenuItem>
        ))}
      </MenuChoice>
    </Menu>
  );
}
