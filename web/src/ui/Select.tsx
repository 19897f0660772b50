import type { ReactNode } from "react";
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, SelectValue, Text } from "react-aria-components";
import { Chevron } from "./Chevron";
import fields from "./Field.module.css";
import { PopoverSheet } from "./Popover";
import lists from "./Popover.module.css";
import { Complaint, invalidity } from "./TextField";
import { Tick } from "./Tick";

export type Option<K extends string = string> = { key: K; label: string; note?: string; disabled?: boolean };

type SelectProps<K extends string> = {
  label: string;
  /** The label is read but not shown: for tables, whose header says it. */
  labelHidden?: boolean;
  options: readonly Option<K>[];
  value: K | null;
  onChange: (key: K) => void;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  disabled?: boolean;
  name?: string;
};

/** One of a few. For more than about fifteen take `ComboBox`. */
export function Select<K extends string>(props: SelectProps<K>) {
  const { label, labelHidden, options, value, onChange, hint, error, placeholder, disabled, name } = props;
  return (
    <AriaSelect
      className={fields.field}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(key as K);
      }}
      {...invalidity(error)}
      isDisabled={disabled === true}
      {...(labelHidden ? { "aria-label": label } : {})}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(name === undefined ? {} : { name })}
    >
      {!labelHidden && <Label className={fields.label}>{label}</Label>}
      <Button className={`${fields.input} ${fields.pick}`}>
        <SelectValue>{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue>
        <Chevron className={fields.chevron} />
      </Button>
      {hint && (
        <Text slot="description" className={fields.hint}>
          {hint}
        </Text>
      )}
      <Complaint>{error}</Complaint>
      <PopoverSheet>
        <ListBox className={lists.list} items={options}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </PopoverSheet>
    </AriaSelect>
  );
}

export function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.key} textValue={option.label} className={lists.item} isDisabled={option.disabled === true}>
      {({ isSelected }) => (
        <>
          <span>{option.label}</span>
          {isSelected && <Tick className={lists.tick} />}
          {option.note && <small>{option.note}</small>}
        </>
      )}
    </ListBoxItem>
  );
}
