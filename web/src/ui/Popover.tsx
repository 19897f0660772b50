import type { ReactElement, ReactNode } from "react";
import { Popover as AriaPopover, Dialog, DialogTrigger, type PopoverProps } from "react-aria-components";
import styles from "./Popover.module.css";

/** The sheet that menus, lists and popovers lie on. */
export function PopoverSheet({
  children,
  ...rest
}: Omit<PopoverProps, "className" | "style"> & { children: ReactNode }) {
  return (
    <AriaPopover offset={4} containerPadding={8} {...rest} className={styles.popover}>
      {children}
    </AriaPopover>
  );
}

type Props = {
  /** The button that opens it. */
  trigger: ReactElement;
  /** Names the popover for readers. */
  label: string;
  placement?: PopoverProps["placement"];
  children: ReactNode | ((close: () => void) => ReactNode);
};

/** Something small to set or read beside its button. Nothing essential hides here without a word on the button. */
export function Popover({ trigger, label, placement = "bottom start", children }: Props) {
  return (
    <DialogTrigger>
      {trigger}
      <PopoverSheet placement={placement}>
        <Dialog aria-label={label} className={styles.body}>
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </PopoverSheet>
    </DialogTrigger>
  );
}
