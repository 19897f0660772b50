import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./Toasts.module.css";
import { currentToasts, dismissToast, subscribeToasts, type Toast } from "./toasts";

/** Long enough to read and to reach the button; stands still while pointed at or focused. */
const lifeMs = 8000;

export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts);
  const { t } = useTranslation();
  return (
    <section aria-label={t("toast.region")} className={styles.region}>
      <div role="status" aria-live="polite" className={styles.list}>
        {toasts.map((each) => (
          <ToastRow key={each.id} toast={each} />
        ))}
      </div>
    </section>
  );
}

function ToastRow({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const left = useRef(lifeMs);
  useEffect(() => {
    if (held || toast.failed) return;
    const start = performance.now();
    const timer = setTimeout(() => dismissToast(toast.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - start;
    };
  }, [held, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, the time only stands still meanwhile
    <div
      className={styles.toast}
      data-failed={toast.failed || undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      <span className={styles.acts}>
        {toast.action && (
          <Button
            look="quiet"
            size="s"
            onPress={() => {
              toast.action?.run();
              dismissToast(toast.id);
            }}
          >
            {toast.action.label}
          </Button>
        )}
        <Button look="quiet" size="s" onPress={() => dismissToast(toast.id)}>
          {t("toast.dismiss")}
        </Button>
      </span>
    </div>
  );
}
