import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";

type Look = {
  /** `go` is the one thing this screen is for; at most one a view. */
  look?: "go" | "plain" | "quiet" | "danger";
  size?: "m" | "s";
  /** As wide as its column. */
  wide?: boolean;
};

export type ButtonProps = Omit<AriaButtonProps, "className" | "style" | "isPending" | "children"> &
  Look & {
    children: ReactNode;
    /** The action runs: the label stays, a second press does nothing. */
    pending?: boolean;
    ref?: Ref<HTMLButtonElement>;
  };

/** A verb: "Publish plan", not "OK". */
export function Button({ look = "plain", size = "m", wide, pending, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      isPending={pending}
      className={wide ? `${styles.button} ${styles.wide}` : styles.button}
      data-look={look}
      data-size={size}
    >
      {children}
      {pending && (
        <span className={styles.dots} aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
    </AriaButton>
  );
}

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & Look & { ref?: Ref<HTMLAnchorElement> };

function Anchor({ look = "plain", size = "m", wide, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={wide ? `${styles.button} ${styles.wide}` : styles.button} data-look={look} data-size={size}>
      {children}
    </a>
  );
}

/** A link to a page of ours that looks like a button; typed as `Link` is. */
export const LinkButton = createLink(Anchor);

/** A link to a file or another site that looks like a button. */
export function AnchorButton(props: AnchorProps & { href: string }) {
  return <Anchor {...props} />;
}
