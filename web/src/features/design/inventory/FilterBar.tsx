import { useState } from "react";
import { Input, ListBox, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { AddFilterChip, FilterChip, RemovableFilter } from "../../../ui/FilterChip";
import { Popover } from "../../../ui/Popover";
import lists from "../../../ui/Popover.module.css";
import { type Option, OptionItem } from "../../../ui/Select";
import styles from "./page.module.css";
import type { Inventory } from "./types";
import { EXISTENCES, KINDS } from "./types";
import { useView } from "./useView";
import { DIMENSIONS, type Dimension, NONE, parseFilters, withFilter } from "./view";
import { kindWord, stateWord } from "./words";

/** What is shown of the inventory: words in the name, and filters that can be read without opening them. */
export function FilterBar({ inventory }: { inventory: Inventory }) {
  const { t } = useTranslation("design/inventory");
  const [view, setView] = useView();
  const [search, setSearch] = useState(view.q ?? "");
  const options = useOptions(inventory);
  const filters = parseFilters(view.where);
  const set = (dimension: Dimension, is: readonly string[]) =>
    setView({ where: withFilter(view.where, { dimension, is }) });
  const unused = DIMENSIONS.filter(
    (dimension) => options(dimension).length > 1 && !filters.some((filter) => filter.dimension === dimension),
  );
  return (
    <div className={styles.filters}>
      <SearchField
        aria-label={t("filter.search")}
        value={search}
        onChange={(q) => {
          setSearch(q);
          setView({ q: q === "" ? undefined : q });
        }}
      >
        <Input className={styles.search} placeholder={t("filter.search")} />
      </SearchField>
      {filters.map(({ dimension, is }) => {
        const names = is.map((key) => options(dimension).find((one) => one.key === key)?.label ?? key);
        const name = t(`filter.${dimension}`);
        return (
          <RemovableFilter key={dimension} name={name} onRemove={() => set(dimension, [])}>
            <Popover
              label={name}
              trigger={
                <FilterChip
                  name={name}
                  value={names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join(", ")}
                />
              }
            >
              <Choices label={name} options={options(dimension)} is={is} onChange={(next) => set(dimension, next)} />
            </Popover>
          </RemovableFilter>
        );
      })}
      {unused.length > 0 && (
        <Popover label={t("filter.add")} trigger={<AddFilterChip>{t("filter.add")}</AddFilterChip>}>
          {(close) => <AddFilter dimensions={unused} options={options} onAdd={set} onDone={close} />}
        </Popover>
      )}
    </div>
  );
}

function useOptions(inventory: Inventory): (dimension: Dimension) => Option[] {
  const { t } = useTranslation("design/inventory");
  const { touchpoints } = inventory;
  return (dimension) => {
    switch (dimension) {
      case "audience":
        return inventory.audiences.length === 0
          ? []
          : [
              ...inventory.audiences.map(({ key, label }) => ({ key, label })),
              { key: NONE, label: t("filter.nobodyElse") },
            ];
      case "kind":
        return KINDS.map((key) => ({ key, label: kindWord(t, key) }));
      case "state":
        return ["stale", ...EXISTENCES].map((key) => ({ key, label: stateWord(t, key) }));
      case "owner": {
        const known = new Map(touchpoints.flatMap(({ owner }) => (owner ? [[owner.id, owner.name]] : [])));
        const named = [...known].map(([key, label]) => ({ key, label })).sort((a, b) => a.label.localeCompare(b.label));
        return [...named, { key: NONE, label: t("filter.nobody") }];
      }
      case "department":
        return inventory.departments.length === 0
          ? []
          : [
              ...inventory.departments.map((key) => ({ key, label: key })),
              { key: NONE, label: t("filter.noDepartment") },
            ];
      case "importance":
        return ["5", "4", "3", "2", "1"].map((key) => ({ key, label: t(`importance.${key as "1"}`) }));
      case "moment":
        return [
          { key: "yes", label: t("filter.momentYes") },
          { key: "no", label: t("filter.momentNo") },
        ];
    }
  };
}

interface AddProps {
  readonly dimensions: readonly Dimension[];
  readonly options: (dimension: Dimension) => Option[];
  readonly onAdd: (dimension: Dimension, is: readonly string[]) => void;
  readonly onDone: () => void;
}

/** First what to filter by, then which of its values. */
function AddFilter({ dimensions, options, onAdd, onDone }: AddProps) {
  const { t } = useTranslation("design/inventory");
  const [dimension, setDimension] = useState<Dimension | null>(null);
  const [is, setIs] = useState<readonly string[]>([]);
  if (dimension === null) {
    return (
      <ListBox
        className={lists.list}
        aria-label={t("filter.by")}
        selectionMode="single"
        autoFocus="first"
        items={dimensions.map((key) => ({ key, label: t(`filter.${key}`) }))}
        onSelectionChange={(keys) => setDimension((keys === "all" ? null : ([...keys][0] as Dimension)) ?? null)}
      >
        {(option: Option) => <OptionItem option={option} />}
      </ListBox>
    );
  }
  return (
    <div className={styles.addFilter}>
      <h2>{t(`filter.${dimension}`)}</h2>
      <Choices label={t(`filter.${dimension}`)} options={options(dimension)} is={is} onChange={setIs} />
      <div>
        <Button look="quiet" size="s" onPress={() => setDimension(null)}>
          {t("filter.back")}
        </Button>
        <Button
          size="s"
          isDisabled={is.length === 0}
          onPress={() => {
            onDone();
            onAdd(dimension, is);
          }}
        >
          {t("filter.show")}
        </Button>
      </div>
    </div>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly is: readonly string[];
  readonly onChange: (is: readonly string[]) => void;
}

function Choices({ label, options, is, onChange }: ChoicesProps) {
  return (
    <ListBox
      className={`${lists.list} ${styles.choices}`}
      aria-label={label}
      selectionMode="multiple"
      autoFocus="first"
      items={options}
      selectedKeys={[...is]}
      onSelectionChange={(keys) => onChange(keys === "all" ? options.map(({ key }) => key) : [...keys].map(String))}
    >
      {(option: Option) => <OptionItem option={option} />}
    </ListBox>
  );
}
