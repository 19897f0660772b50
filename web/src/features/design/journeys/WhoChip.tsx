import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { FilterChip, RemovableFilter } from "../../../ui/FilterChip";
import { Popover } from "../../../ui/Popover";
import { Select } from "../../../ui/Select";
import { filterWords, readFilter, writeFilter } from "./filters";
import styles from "./parts.module.css";
import type { Audience, Dimensions, JourneyDocument } from "./queries";

/** Whom a journey is for: an audience of the inventory, and attributes that must hold besides. */
export type Who = Pick<JourneyDocument, "audience" | "filters">;

type Props = {
  who: Who;
  audiences: readonly Audience[];
  dimensions: Dimensions | undefined;
  mayEdit: boolean;
  onChange: (who: Who) => void;
};

/** "Premier · Household", or `null` when it is for everybody. */
export function whoWords(who: Who, audiences: readonly Audience[], dimensions: Dimensions | undefined): string | null {
  const audience = audiences.find((one) => one.key === who.audience)?.label ?? who.audience;
  const words = who.filters.map((filter) => filterWords(filter, dimensions).value);
  const all = audience ? [audience, ...words] : words;
  return all.length === 0 ? null : all.join(" · ");
}

/** For whom the journey is designed; the as-is line is theirs. */
export function WhoChip({ onChange, ...rest }: Props) {
  const { t } = useTranslation("design/journeys");
  const shown = whoWords(rest.who, rest.audiences, rest.dimensions) ?? t("who.everybody");
  return (
    <Popover label={t("who.label")} trigger={<FilterChip name={t("who.chip")} value={shown} />}>
      {(close) => (
        <WhoForm
          {...rest}
          onChange={(next) => {
            onChange(next);
            close();
          }}
        />
      )}
    </Popover>
  );
}

const NOBODY = "=";

/** An audience, and attributes of clients that must hold. Also part of the form for a new journey. */
export function WhoForm({ who, audiences, dimensions, mayEdit, onChange }: Props) {
  const { t } = useTranslation("design/journeys");
  const [attribute, setAttribute] = useState<string | null>(null);
  const { filters } = who;
  const used = filters.map((filter) => readFilter(filter)?.attribute);
  const unused = (dimensions?.attributes ?? []).filter((one) => !used.includes(one.key) && one.values.length > 0);
  const chosen = unused.find((one) => one.key === attribute);
  const known = audiences.find((one) => one.key === who.audience);
  return (
    <div className={styles.form}>
      {mayEdit && (audiences.length > 0 || who.audience !== null) && (
        <Select
          label={t("who.audience")}
          options={[
            { key: NOBODY, label: t("who.everybody") },
            ...audiences.map((one) => ({ key: one.key, label: one.label })),
            ...(who.audience !== null && !known ? [{ key: who.audience, label: who.audience }] : []),
          ]}
          value={who.audience ?? NOBODY}
          onChange={(key) => onChange({ ...who, audience: key === NOBODY ? null : key })}
        />
      )}
      <div className={styles.picked}>
        {filters.length === 0 && who.audience === null && <p className="soft">{t("who.everybodyWhat")}</p>}
        {known?.filter.map((filter) => {
          const { name, value } = filterWords(filter, dimensions);
          return (
            <span key={filter} className="soft">
              {name}: {value}
            </span>
          );
        })}
        {filters.map((filter) => {
          const { name, value } = filterWords(filter, dimensions);
          return mayEdit ? (
            <RemovableFilter
              key={filter}
              name={name}
              onRemove={() => onChange({ ...who, filters: filters.filter((one) => one !== filter) })}
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
                    const filter = writeFilter({ attribute: chosen.key, is: [value.code] });
                    onChange({ ...who, filters: [...filters, filter] });
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
