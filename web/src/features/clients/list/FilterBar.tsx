import { useTranslation } from "react-i18next";
import { FilterChip } from "../../../ui/FilterChip";
import { Menu, MenuChoice, MenuItem } from "../../../ui/Menu";
import { useFields, useSegments } from "../queries";
import type { ClientsSearch } from "../search";
import { useFilterWords } from "../segments/words";
import styles from "./list.module.css";

const all = "*";

type Props = { search: ClientsSearch; onChange: (part: Partial<ClientsSearch>) => void };

/** Which clients, and in which order. What is typed brings an order of its own: that of the words found. */
export function FilterBar({ search, onChange }: Props) {
  const { t } = useTranslation("clients");
  const segments = useSegments().data ?? [];
  const fields = useFields().data ?? [];
  const words = useFilterWords(fields);
  // Beside segments, what everybody asks for: kind, tier, owner and what is worked out of facts.
  const dimensions = fields.filter(
    ({ key, kind, values }) => kind === "choice" && !key.startsWith("attr.") && values.length > 1,
  );
  const where = search.where ?? [];
  const sort = search.sort ?? "name";
  const name = t("filter.segment");
  const chosen = segments.find(({ id }) => id === search.segment);
  return (
    <div className={styles.filters}>
      {segments.length > 0 && (
        <Menu label={name} trigger={<FilterChip name={name} value={chosen?.name ?? t("filter.all")} />}>
          <MenuChoice
            heading={name}
            selected={search.segment ?? all}
            onSelect={(key) => onChange({ segment: key === all ? undefined : key })}
          >
            <MenuItem id={all}>{t("filter.all")}</MenuItem>
            {segments.map((segment) => (
              <MenuItem key={segment.id} id={segment.id}>
                {segment.name}
              </MenuItem>
            ))}
          </MenuChoice>
        </Menu>
      )}
      {dimensions.map((field) => {
        const label = words.field(field.key);
        const held = where.find((each) => each.startsWith(`${field.key}=`));
        const value = held?.slice(field.key.length + 1);
        return (
          <Menu
            key={field.key}
            label={label}
            trigger={
              <FilterChip name={label} value={value === undefined ? t("filter.all") : words.value(field.key, value)} />
            }
          >
            <MenuChoice
              heading={label}
              selected={value ?? all}
              onSelect={(key) => {
                const rest = where.filter((each) => each !== held);
                const next = key === all ? rest : [...rest, `${field.key}=${key}`];
                onChange({ where: next.length > 0 ? next : undefined });
              }}
            >
              <MenuItem id={all}>{t("filter.all")}</MenuItem>
              {field.values.map((one) => (
                <MenuItem key={one.value} id={one.value}>
                  {words.value(field.key, one.value)}
                </MenuItem>
              ))}
            </MenuChoice>
          </Menu>
        );
      })}
      {!search.q && (
        <Menu label={t("sort.label")} trigger={<FilterChip name={t("sort.label")} value={t(`sort.${sort}`)} />}>
          <MenuChoice
            heading={t("sort.label")}
            selected={sort}
            onSelect={(key) => onChange({ sort: key === "name" ? undefined : (key as "last_touch" | "silence") })}
          >
            {(["name", "last_touch", "silence"] as const).map((key) => (
              <MenuItem key={key} id={key} note={t(`sortIs.${key}`)}>
                {t(`sort.${key}`)}
              </MenuItem>
            ))}
          </MenuChoice>
        </Menu>
      )}
    </div>
  );
}
