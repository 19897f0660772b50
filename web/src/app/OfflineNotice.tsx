import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Note } from "../ui/Panel";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Dashed, not red: nothing is broken, it only waits. */
export function OfflineNotice() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <div role="status">
      <Note dashed>
        <strong>{t("state.offline")}</strong> <span className="soft">{t("state.offlineWhat")}</span>
      </Note>
    </div>
  );
}
