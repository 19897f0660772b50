import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { FilterChip, RemovableFilter } from "../../../ui/FilterChip";
import { Popover } from "../../../ui/Popover";
import { Select } from "../../../ui/Select";
import { filterWords, readFilter, writeFilter } from "./filters";
import styles from "./parts.module.css";
import type { Dimensions } from "./queries";

type Props = {
  filters: readonly string[];
  dimensions: Dimensions | undefined;
  mayEdit: boolean;
  onChange: (filters: string[]) => void;
};

/** For whom the journey is designed; the as-is line is theirs. */
export function WhoChip({ filters, dimensions, mayEdit, onChange }: Props) {
  const { t } = useTranslation("design/journeys");
  const words = filters.map((filter) => filterWords(filter, dimensions).value);
  const shown = words.length === 0 ? t("who.everybody") : words.join(" · ");
  return (
    <Popover label={t("who.label")} trigger={<FilterChip name={t("who.chip")} value={shown} />}>
      {(close) => (
        <WhoForm
          filters={filters}
          dimensions={dimensions}
          mayEdit={mayEdit}
          onChange={(next) => {
            onChange(next);
            close();
          }}
        />
      )}
    </Popover>
  );
}

/** Attributes of clients that must hold. Also part of the form for a new journey. */
export function WhoForm({ filters, dimensions, mayEdit, onChange }: Props) {
  const { t } = useTranslation("design/journeys");
  const [attribute, setAttribute] = useState<string | null>(null);
  const used = filters.map((filter) => readFilter(filter)?.attribute);
  const unused = (dimensions?.attributes ?? []).filter((one) => !used.includes(one.key) && one.values.length > 0);
  const chosen = unused.find((one) => one.key === attribute);
  return (
    <div className={styles.form}>
      <div className={styles.picked}>
        {filters.length === 0 && <p className="soft">{t("who.everybodyWhat")}</p>}
        {filters.map((filter) => {
          const { name, value } = filterWords(filter, dimensions);
          return mayEdit ? (
            <RemovableFilter
              key={filter}
              name={name}
              onRemove={() => onChange(filters.filter((one) => one !== filter))}
            >
              <FilterChip name={name} value={value} />
            </RemovableFilter>
          ) : (
            <span key={filter}>
              {name}: <b>{value}</b>
            </span>
          );
        })}
      </div>
      {mayEdit && unused.length > 0 && (
        <>
          <Select
            label={t("who.attribute")}
            placeholder={t("sheet.choose")}
            options={unused.map((one) => ({ key: one.key, label: one.label }))}
            value={attribute}
            onChange={setAttribute}
          />
          {chosen && (
            <div className={styles.picked}>
              {chosen.values.slice(0, 24).map((value) => (
                <Button
                  key={value.code}
                  size="s"
                  onPress={() => {
                    setAttribute(null);
                    onChange([...filters, writeFilter({ attribute: chosen.key, is: [value.code] })]);
                  }}
                >
                  {value.label}
                </Button>
              ))}
            </div>
          )}
        </>
      )}
    </div>
  );
}
