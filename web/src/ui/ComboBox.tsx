import type { ReactNode } from "react";
import { ComboBox as AriaComboBox, Button, Input, Label, ListBox, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Chevron } from "./Chevron";
import fields from "./Field.module.css";
import { PopoverSheet } from "./Popover";
import lists from "./Popover.module.css";
import { type Option, OptionItem } from "./Select";
import { Complaint, invalidity } from "./TextField";

type ComboBoxProps<K extends string> = {
  label: string;
  labelHidden?: boolean;
  options: readonly Option<K>[];
  value: K | null;
  onChange: (key: K | null) => void;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  disabled?: boolean;
  /** Words that are no option may be kept ("new touchpoint: Lounge"). */
  onCustom?: (text: string) => void;
};

/** One of many, found by typing. */
export function ComboBox<K extends string>(props: ComboBoxProps<K>) {
  const { label, labelHidden, options, value, onChange, hint, error, placeholder, disabled, onCustom } = props;
  const { t } = useTranslation();
  return (
    <AriaComboBox
      className={fields.field}
      defaultItems={options}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key as K | null)}
      {...(onCustom
        ? {
            allowsCustomValue: true,
            onBlur: (event) => onCustom((event.target as HTMLInputElement).value),
          }
        : {})}
      {...(labelHidden ? { "aria-label": label } : {})}
      {...invalidity(error)}
      isDisabled={disabled === true}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      {!labelHidden && <Label className={fields.label}>{label}</Label>}
      <div className={fields.combo}>
        <Input className={fields.input} placeholder={placeholder} />
        <Button className={fields.open}>
          <Chevron className={fields.chevron} />
        </Button>
      </div>
      {hint && (
        <Text slot="description" className={fields.hint}>
          {hint}
        </Text>
      )}
      <Complaint>{error}</Complaint>
      <PopoverSheet>
        <ListBox<Option<K>>
          className={lists.list}
          renderEmptyState={() => <p className={lists.none}>{t("list.noMatch")}</p>}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </PopoverSheet>
    </AriaComboBox>
  );
}
