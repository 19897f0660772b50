import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, useFilter } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFigures } from "../../../ui/charts/useFigures";
import lists from "../../../ui/Popover.module.css";
import { Tick } from "../../../ui/Tick";
import styles from "./parts.module.css";

interface Props {
  readonly label: string;
  readonly options: readonly { readonly key: string; readonly label: string; readonly n?: number | null }[];
  readonly selected?: readonly string[];
  /** Several can hold at once; without it, choosing one is the end of it. */
  readonly many?: boolean;
  readonly onChange: (keys: readonly string[]) => void;
}

/** From here on a list is searched faster than read. */
const SEARCHED_FROM = 10;

/** A list to choose from, with a field to find things in it when it is long. */
export function PickList({ label, options, selected = [], many = false, onChange }: Props) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { contains } = useFilter({ sensitivity: "base" });
  const long = options.length >= SEARCHED_FROM;
  const list = (
    <ListBox
      className={`${lists.list} ${styles.valueList}`}
      aria-label={label}
      selectionMode={many ? "multiple" : "single"}
      {...(long ? {} : { autoFocus: "first" as const })}
      selectedKeys={new Set(selected)}
      onSelectionChange={(keys) => onChange(keys === "all" ? options.map(({ key }) => key) : [...keys].map(String))}
      renderEmptyState={() => <p className={lists.none}>{t("common.noMatch")}</p>}
    >
      {options.map(({ key, label: text, n }) => (
        <ListBoxItem key={key} id={key} textValue={text} className={lists.item ?? ""}>
          {({ isSelected }) => (
            <>
              <span>
                {text}
                {n != null && <small className={styles.valueN}> {t("common.n", { n: figures.count(n) })}</small>}
              </span>
              {isSelected && <Tick className={lists.tick ?? ""} />}
            </>
          )}
        </ListBoxItem>
      ))}
    </ListBox>
  );
  if (!long) return list;
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={t("common.find")} autoFocus className={styles.find ?? ""}>
        <Input placeholder={t("common.find")} />
      </SearchField>
      {list}
    </Autocomplete>
  );
}
