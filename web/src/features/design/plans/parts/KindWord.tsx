import { Button as AriaButton, Select as AriaSelect, ListBox, SelectValue } from "react-aria-components";
import { PopoverSheet } from "../../../../ui/Popover";
import lists from "../../../../ui/Popover.module.css";
import { type Option, OptionItem } from "../../../../ui/Select";
import { useEditor } from "./editor";
import styles from "./KindWord.module.css";

type Props<K extends string> = {
  label: string;
  value: K;
  options: readonly Option<K>[];
  onChange: (key: K) => void;
};

/** The kind of an item as a word in front of it ("must", "see", "trial"), which a press changes. */
export function KindWord<K extends string>({ label, value, options, onChange }: Props<K>) {
  const { mayEdit } = useEditor();
  if (!mayEdit) return <span className={styles.kind}>{options.find(({ key }) => key === value)?.label ?? value}</span>;
  return (
    <AriaSelect
      aria-label={label}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(key as K);
      }}
    >
      <AriaButton className={styles.kind ?? ""}>
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
      </AriaButton>
      <PopoverSheet>
        <ListBox className={lists.list ?? ""} items={options}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </PopoverSheet>
    </AriaSelect>
  );
}
