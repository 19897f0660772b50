import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import styles from "./Tabs.module.css";

export type TabItem = { key: string; label: string; count?: string | undefined; panel?: ReactNode };

type TabsProps = {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (key: string) => void;
  /** What all tabs share, for tabs that only filter. Without it each item brings its own `panel`. */
  children?: ReactNode;
};

/** Parts of one page. The chosen tab belongs in the URL. */
export function Tabs({ label, items, selected, onSelect, children }: TabsProps) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList aria-label={label} className={styles.list}>
        {items.map((item) => (
          <Tab key={item.key} id={item.key} className={styles.tab}>
            {item.label} {item.count !== undefined && <small>{item.count}</small>}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.key} id={item.key} className={styles.panel}>
          {children ?? item.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

type SegmentedProps<K extends string> = {
  label: string;
  items: readonly { key: K; label: string }[];
  selected: K;
  onSelect: (key: K) => void;
};

/** Two or three views of the same thing: Chart | Table. */
export function Segmented<K extends string>({ label, items, selected, onSelect }: SegmentedProps<K>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.seg}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onSelect(key as K);
      }}
    >
      {items.map((item) => (
        <ToggleButton key={item.key} id={item.key} className={styles.choice}>
          {item.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
