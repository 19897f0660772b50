import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorState } from "../../../../ui/ErrorState";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { Time } from "../../../../ui/Time";
import { useChanges } from "../queries";
import type { Change } from "../types";
import type { Edits } from "../useEdits";
import styles from "./dialogs.module.css";

const KINDS = [
  "create",
  "edit",
  "move",
  "bulk",
  "remove",
  "cell",
  "template",
  "import",
  "discovery",
  "finding",
  "plan",
  "undo",
] as const;

/** Who changed what of the inventory, the newest first; each can be taken back while nothing later stands in the way. */
export default function HistoryDialog({
  edits,
  mayEdit,
  onClose,
}: {
  edits: Edits;
  mayEdit: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("design/inventory");
  const changes = useChanges();
  const [busy, setBusy] = useState<string | null>(null);
  const words = (change: Change) => {
    const kind = KINDS.find((one) => one === change.kind);
    return kind ? t(`change.${kind}`, { label: change.label, count: change.items }) : change.label;
  };
  return (
    <Dialog title={t("history.title")} open wide onClose={onClose}>
      <p className="soft">{t("history.lede")}</p>
      {changes.isError ? (
        <ErrorState level={3} error={changes.error} onRetry={() => void changes.refetch()} />
      ) : changes.isPending ? (
        <SkeletonRows rows={5} />
      ) : changes.data.length === 0 ? (
        <p>{t("history.none")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.history} tabIndex={0} aria-label={t("history.title")}>
          <ol className={styles.list}>
            {changes.data.map((change) => (
              <li key={change.id}>
                <div>
                  <p>{words(change)}</p>
                  <small>
                    {change.by} · <Time at={change.at} />
                  </small>
                </div>
                {change.undone_at ? (
                  <small>{t("history.undone")}</small>
                ) : (
                  mayEdit && (
                    <Button
                      size="s"
                      pending={busy === change.id}
                      aria-label={t("history.undoNamed", { what: words(change) })}
                      onPress={async () => {
                        setBusy(change.id);
                        await edits.takeBack(change.id, words(change));
                        setBusy(null);
                      }}
                    >
                      {t("history.undo")}
                    </Button>
                  )
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
      <Acts>
        <Button onPress={onClose}>{t("drawer.close")}</Button>
      </Acts>
    </Dialog>
  );
}
