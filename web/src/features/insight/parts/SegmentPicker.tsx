import { useTranslation } from "react-i18next";
import { FilterChip } from "../../../ui/FilterChip";
import { Popover } from "../../../ui/Popover";
import type { AttributeValues } from "../queries";
import { PickList } from "./PickList";
import styles from "./parts.module.css";

interface Props {
  readonly attributes: readonly AttributeValues[];
  readonly selected: string | undefined;
  readonly onSelect: (attribute: string) => void;
}

/** More groups than this are no comparison any more; the server leaves such attributes out too. */
const MOST_GROUPS = 15;

/** The attribute whose groups the page compares; without a choice, the one whose groups differ most. */
export function SegmentPicker({ attributes, selected, onSelect }: Props) {
  const { t } = useTranslation("insight");
  const comparable = attributes.filter(({ values }) => values.length > 1 && values.length <= MOST_GROUPS);
  if (comparable.length === 0) return null;
  const chosen = comparable.find(({ key }) => key === selected);
  return (
    <Popover
      label={t("touchpoint.compareBy")}
      trigger={
        <FilterChip name={t("touchpoint.compareChip")} value={chosen?.label ?? t("touchpoint.compareNothing")} />
      }
    >
      {(close) => (
        <div className={styles.values}>
          <PickList
            label={t("touchpoint.compareBy")}
            options={comparable.map(({ key, label }) => ({ key, label }))}
            selected={selected ? [selected] : []}
            onChange={([key]) => {
              close();
              if (key) onSelect(key);
            }}
          />
        </div>
      )}
    </Popover>
  );
}
