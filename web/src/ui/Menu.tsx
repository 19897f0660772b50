import type { ReactElement, ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Header,
  MenuTrigger,
  type PopoverProps,
  Separator,
} from "react-aria-components";
import { PopoverSheet } from "./Popover";
import styles from "./Popover.module.css";
import { Tick } from "./Tick";

type MenuProps = {
  trigger: ReactElement;
  label: string;
  placement?: PopoverProps["placement"];
  onAction?: (key: string) => void;
  children: ReactNode;
};

/** Verbs behind a button. */
export function Menu({ trigger, label, placement = "bottom start", onAction, children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <PopoverSheet placement={placement}>
        <AriaMenu
          aria-label={label}
          className={styles.list}
          {...(onAction ? { onAction: (key) => onAction(String(key)) } : {})}
        >
          {children}
        </AriaMenu>
      </PopoverSheet>
    </MenuTrigger>
  );
}

type MenuItemProps = {
  id: string;
  children: string;
  note?: string;
  danger?: boolean;
  disabled?: boolean;
  href?: string;
  /** A file to fetch when `href` is one. */
  download?: boolean | string;
};

export function MenuItem({ id, children, note, danger, disabled, href, download }: MenuItemProps) {
  return (
    <AriaMenuItem
      id={id}
      textValue={children}
      className={styles.item}
      isDisabled={disabled === true}
      data-danger={danger || undefined}
      {...(href === undefined ? {} : { href })}
      {...(download === undefined ? {} : { download })}
    >
      {({ isSelected }) => (
        <>
          <span>{children}</span>
          {isSelected && <Tick className={styles.tick} />}
          {note && <small>{note}</small>}
        </>
      )}
    </AriaMenuItem>
  );
}

type MenuChoiceProps = {
  heading: string;
  selected: string;
  onSelect: (key: string) => void;
  children: ReactNode;
};

/** A group of which exactly one holds: language, theme, period. */
export function MenuChoice({ heading, selected, onSelect, children }: MenuChoiceProps) {
  return (
    <AriaMenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === "all" ? [] : [...keys];
        if (key !== undefined) onSelect(String(key));
      }}
    >
      <Header className={styles.heading}>{heading}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuLine() {
  return <Separator className={styles.line} />;
}
