import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./Dialog.module.css";

type DialogProps = {
  title: string;
  open: boolean;
  onClose: () => void;
  wide?: boolean;
  /** Leaving by Escape or a press outside would lose something: only the buttons close it. */
  stays?: boolean;
  children: ReactNode;
};

/** Something to settle before going on. On phones it is a sheet from below. */
export function Dialog({ title, open, onClose, wide, stays, children }: DialogProps) {
  return (
    <ModalOverlay
      className={styles.shade}
      data-shade=""
      isOpen={open}
      onOpenChange={(now) => {
        if (!now) onClose();
      }}
      isDismissable={!stays}
      isKeyboardDismissDisabled={stays === true}
    >
      <Modal className={styles.sheet} data-width={wide ? "wide" : undefined}>
        <AriaDialog className={styles.dialog}>
          <Heading slot="title" level={2} className={styles.title}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row of buttons at a dialog's or a form's end; the way on comes last. */
export function Acts({ children }: { children: ReactNode }) {
  return <div className={styles.acts}>{children}</div>;
}

type ConfirmProps = {
  /** The question: "Deactivate Ana?" */
  title: string;
  /** What it changes, and whether it can be undone. */
  children: ReactNode;
  /** The verb on the button: "Deactivate". */
  verb: string;
  danger?: boolean;
  open: boolean;
  pending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** For what can't be undone from where one stands. What can be undone takes a toast with undo instead. */
export function ConfirmDialog({ title, children, verb, danger, open, pending, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <div className={styles.words}>{children}</div>
      <Acts>
        <Button onPress={onClose}>{t("act.keep")}</Button>
        <Button look={danger ? "danger" : "go"} pending={pending === true} onPress={onConfirm} autoFocus>
          {verb}
        </Button>
      </Acts>
    </Dialog>
  );
}
