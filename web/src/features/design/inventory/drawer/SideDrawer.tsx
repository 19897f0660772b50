import { type ReactNode, useEffect, useRef } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { PHONE, useMedia } from "../../../../lib/useMedia";
import { Button } from "../../../../ui/Button";
import styles from "./drawer.module.css";

interface Props {
  readonly title: string;
  /** Changes with what is shown, so that the focus follows. */
  readonly of: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside the grid where there is room, over its edge where there is less, a sheet on phones. */
export function SideDrawer({ title, of, onClose, children }: Props) {
  const { t } = useTranslation("design/inventory");
  const phone = useMedia(PHONE);
  const head = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows what is shown
  useEffect(() => {
    if (!phone) head.current?.focus({ preventScroll: true });
  }, [of, phone]);
  const body = (
    <>
      <header className={styles.head}>
        <h2 ref={head} tabIndex={-1}>
          {title}
        </h2>
        <Button look="quiet" size="s" onPress={onClose}>
          {t("drawer.close")}
        </Button>
      </header>
      {children}
    </>
  );
  if (phone) {
    return (
      <ModalOverlay
        className={styles.shade}
        data-shade=""
        isOpen
        isDismissable
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Modal className={styles.sheet}>
          <Dialog aria-label={title} className={styles.dialog}>
            {body}
          </Dialog>
        </Modal>
      </ModalOverlay>
    );
  }
  return (
    // Escape from anything in it closes it.
    <section
      className={styles.drawer}
      aria-label={title}
      onKeyDown={(event) => {
        // A menu or a list that is open takes the key first.
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      {body}
    </section>
  );
}
