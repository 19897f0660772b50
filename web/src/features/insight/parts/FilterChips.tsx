import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { AddFilterChip, FilterChip, RemovableFilter } from "../../../ui/FilterChip";
import { Popover } from "../../../ui/Popover";
import { type Choice, parseFilters, withFilter } from "../filters";
import { PickList } from "./PickList";
import styles from "./parts.module.css";

interface Props {
  readonly where: readonly string[] | undefined;
  readonly choices: readonly Choice[];
  readonly onChange: (where: string[] | undefined) => void;
}

/** Filters as chips: what they are set to can be read without opening them. */
export function FilterChips({ where, choices, onChange }: Props) {
  const { t } = useTranslation("insight");
  const filters = parseFilters(where);
  const unused = choices.filter((choice) => !filters.some((filter) => filter.dimension === choice.dimension));
  return (
    <>
      {filters.map((filter) => {
        const choice = choices.find((one) => one.dimension === filter.dimension) ?? {
          dimension: filter.dimension,
          label: filter.dimension.replace(/^attr\./, ""),
          values: filter.is.map((code) => ({ code, label: code, n: null })),
        };
        const names = filter.is.map((code) => choice.values.find((value) => value.code === code)?.label ?? code);
        const shown = names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join(", ");
        return (
          <RemovableFilter
            key={filter.dimension}
            name={choice.label}
            onRemove={() => onChange(withFilter(where, { dimension: filter.dimension, is: [] }))}
          >
            <Popover label={choice.label} trigger={<FilterChip name={choice.label} value={shown} />}>
              <div className={styles.values}>
                <PickList
                  many
                  label={choice.label}
                  options={optionsOf(choice)}
                  selected={filter.is}
                  onChange={(is) => onChange(withFilter(where, { dimension: filter.dimension, is }))}
                />
              </div>
            </Popover>
          </RemovableFilter>
        );
      })}
      {unused.length > 0 && (
        <Popover label={t("common.addFilter")} trigger={<AddFilterChip>{t("common.addFilter")}</AddFilterChip>}>
          {(close) => (
            <AddFilter
              choices={unused}
              onAdd={(dimension, is) => {
                close();
                if (is.length > 0) onChange(withFilter(where, { dimension, is }));
              }}
            />
          )}
        </Popover>
      )}
    </>
  );
}

interface AddProps {
  readonly choices: readonly Choice[];
  readonly onAdd: (dimension: string, is: readonly string[]) => void;
}

/** First what to filter by, then which of its values. */
function AddFilter({ choices, onAdd }: AddProps) {
  const { t } = useTranslation("insight");
  const [dimension, setDimension] = useState<string | null>(null);
  const [is, setIs] = useState<readonly string[]>([]);
  const choice = choices.find((one) => one.dimension === dimension);
  if (!choice) {
    return (
      <div className={styles.values}>
        <PickList
          label={t("common.filterBy")}
          options={choices.map((one) => ({ key: one.dimension, label: one.label }))}
          onChange={([key]) => setDimension(key ?? null)}
        />
      </div>
    );
  }
  return (
    <div className={styles.values}>
      <p className={styles.valuesHead}>{choice.label}</p>
      <PickList many label={choice.label} options={optionsOf(choice)} selected={is} onChange={setIs} />
      <div className={styles.valuesFoot}>
        <Button className={styles.link ?? ""} onPress={() => setDimension(null)}>
          {t("common.back")}
        </Button>
        <Button className={styles.link ?? ""} isDisabled={is.length === 0} onPress={() => onAdd(choice.dimension, is)}>
          {t("common.done")}
        </Button>
      </div>
    </div>
  );
}

function optionsOf(choice: Choice) {
  return choice.values.map(({ code, label, n }) => ({ key: code, label, n }));
}
