import { ComboBox, Input, Label, ListBox, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import fields from "../../../ui/Field.module.css";
import { PopoverSheet } from "../../../ui/Popover";
import lists from "../../../ui/Popover.module.css";
import { OptionItem } from "../../../ui/Select";
import { Complaint, invalidity } from "../../../ui/TextField";
import { type Client, clientMeant } from "./delivery";

type Props = {
  clients: readonly Client[];
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
};

/** A client, chosen from those met here before or typed. */
export function ClientField({ clients, value, onChange, error }: Props) {
  const { t } = useTranslation("design/plans");
  const meant = clientMeant(value, clients);
  const isNew = meant !== null && !clients.some(({ key }) => key === meant.key);
  const options = clients.map(({ key, name }) => ({ key, label: name ?? key, ...(name ? { note: key } : {}) }));
  return (
    <ComboBox
      className={fields.field ?? ""}
      allowsCustomValue
      menuTrigger="focus"
      inputValue={value}
      onInputChange={onChange}
      selectedKey={null}
      onSelectionChange={(key) => {
        const chosen = clients.find((one) => one.key === key);
        if (chosen) onChange(chosen.name ?? chosen.key);
      }}
      defaultFilter={(text, input) => text.toLowerCase().includes(input.toLowerCase())}
      items={options}
      {...invalidity(error)}
    >
      <Label className={fields.label ?? ""}>{t("deliver.client")}</Label>
      <Input
        id="deliver-client"
        className={fields.input ?? ""}
        placeholder={t("deliver.clientPlaceholder")}
        autoComplete="off"
        maxLength={200}
      />
      <Text slot="description" className={fields.hint ?? ""}>
        {isNew ? t("deliver.clientNew", { name: meant.name ?? meant.key }) : t("deliver.clientHint")}
      </Text>
      <Complaint>{error}</Complaint>
      <PopoverSheet>
        <ListBox<(typeof options)[number]> className={lists.list ?? ""}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </PopoverSheet>
    </ComboBox>
  );
}
