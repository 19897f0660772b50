import { useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem } from "react-aria-components";
import { useTranslation } from "react-i18next";
import fields from "../../../ui/Field.module.css";
import { PopoverSheet } from "../../../ui/Popover";
import lists from "../../../ui/Popover.module.css";
import type { Client } from "./contract";
import { useClientsByName } from "./queries";

type Props = { label: string; value: Client | null; onChange: (client: Client | null) => void };

/** One client of many, found by typing; the server searches. */
export function FindClient({ label, value, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(value ? (value.name ?? value.key) : "");
  const found = useClientsByName(text.trim());
  const items = found.data ?? [];
  return (
    <ComboBox
      className={fields.field ?? ""}
      items={items}
      inputValue={text}
      onInputChange={setText}
      selectedKey={value?.id ?? null}
      onSelectionChange={(key) => {
        const chosen = items.find((it) => it.id === key) ?? null;
        onChange(chosen);
        if (chosen) setText(chosen.name ?? chosen.key);
      }}
      menuTrigger="input"
      allowsEmptyCollection
      defaultFilter={() => true}
    >
      <Label className={fields.label ?? ""}>{label}</Label>
      <Input className={fields.input ?? ""} />
      <PopoverSheet>
        <ListBox<Client>
          className={lists.list ?? ""}
          renderEmptyState={() => <p className={lists.none}>{t("list.noMatch")}</p>}
        >
          {(it) => (
            <ListBoxItem id={it.id} textValue={it.name ?? it.key} className={lists.item ?? ""}>
              {it.name ?? it.key}
            </ListBoxItem>
          )}
        </ListBox>
      </PopoverSheet>
    </ComboBox>
  );
}
