import { type ReactNode, useState } from "react";
import { ComboBox, Input, Label, ListBox, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import fields from "../../ui/Field.module.css";
import { PopoverSheet } from "../../ui/Popover";
import lists from "../../ui/Popover.module.css";
import { OptionItem } from "../../ui/Select";
import { Complaint, invalidity } from "../../ui/TextField";
import { type FoundClient, useFoundClients } from "./queries";

/** Of a client as much as it takes to name it. Without an id it is known here only by its key. */
export type ChosenClient = Pick<FoundClient, "key" | "name"> & { id?: string };

type Props = {
  label: string;
  /** What stands in the field. */
  text: string;
  onText: (text: string) => void;
  /** Somebody was chosen from the list. */
  onChoose: (client: ChosenClient) => void;
  /** The field was left, for another or by choosing. */
  onLeave?: () => void;
  /** Offered before anything is typed: those one has just met. */
  recent?: readonly ChosenClient[];
  /** Said where nobody is found; whoever is typed may be somebody new. */
  nobody?: string;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  id?: string;
  autoFocus?: boolean;
};

/** What a client is called in a field and in a list. */
export const clientLabel = ({ name, key }: Pick<FoundClient, "key" | "name">) => name ?? key;

/** One client of many, found by the server as one types. What was typed stays, so that somebody new can be named. */
export function ClientComboBox(props: Props) {
  const {
    label,
    text,
    onText,
    onChoose,
    onLeave,
    recent = [],
    nobody,
    hint,
    error,
    placeholder,
    id,
    autoFocus,
  } = props;
  const { t } = useTranslation();
  const found = useFoundClients(text);
  // The list closes over a choice, and only then: without one, the name that the choice writes would open it again.
  const [picked, setPicked] = useState<ChosenClient | null>(null);
  const typed = text.trim().toLowerCase();
  const asked = typed !== "";
  const near = recent.filter((one) => `${one.name ?? ""} ${one.key}`.toLowerCase().includes(typed));
  const clients: ChosenClient[] = asked
    ? [...near, ...(found.data ?? []).filter((one) => !near.some(({ key }) => key === one.key))]
    : [...near];
  const options = clients.map(({ key, name }) => ({ key, label: name ?? key, ...(name ? { note: key } : {}) }));
  return (
    <ComboBox
      className={fields.field ?? ""}
      allowsCustomValue
      // A list that closes because it is empty opens again over the next choice; so it is not closed for that.
      allowsEmptyCollection
      menuTrigger={near.length > 0 ? "focus" : "input"}
      inputValue={text}
      onInputChange={onText}
      selectedKey={picked && text === clientLabel(picked) ? picked.key : null}
      onSelectionChange={(key) => {
        const chosen = clients.find((one) => one.key === key);
        if (!chosen) return;
        setPicked(chosen);
        onChoose(chosen);
      }}
      // The server has compared already, also with what the list does not show.
      defaultFilter={() => true}
      items={options}
      {...(onLeave ? { onBlur: onLeave } : {})}
      {...invalidity(error)}
    >
      <Label className={fields.label ?? ""}>{label}</Label>
      <Input
        {...(id ? { id } : {})}
        className={fields.input ?? ""}
        {...(placeholder ? { placeholder } : {})}
        autoComplete="off"
        maxLength={200}
        autoFocus={autoFocus === true}
      />
      {hint && (
        <Text slot="description" className={fields.hint ?? ""}>
          {hint}
        </Text>
      )}
      <Complaint>{error}</Complaint>
      <PopoverSheet>
        <ListBox<(typeof options)[number]>
          className={lists.list ?? ""}
          renderEmptyState={() => (
            <p className={lists.none}>
              {asked ? (found.isPending ? t("state.loading") : (nobody ?? t("list.noMatch"))) : t("list.type")}
            </p>
          )}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </PopoverSheet>
    </ComboBox>
  );
}
