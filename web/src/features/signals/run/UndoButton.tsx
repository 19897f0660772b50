import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/Dialog";
import { toast } from "../../../ui/toasts";
import { useUndoImport } from "../queries";
import type { Import } from "../types";

/** Takes an import back, after saying what goes. */
export function UndoButton({ one, small }: { one: Import; small?: boolean }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const undo = useUndoImport();
  return (
    <>
      <Button
        size={small ? "s" : "m"}
        look={small ? "quiet" : "plain"}
        aria-label={small ? t("undo.named", { file: one.file_name }) : undefined}
        onPress={() => setAsking(true)}
      >
        {t(small ? "undo.short" : "undo.do")}
      </Button>
      <ConfirmDialog
        title={t("undo.title", { file: one.file_name })}
        verb={t("undo.do")}
        danger
        open={asking}
        pending={undo.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          undo.mutate(one.id, {
            onSuccess: () => toast(t("undo.done", { file: one.file_name })),
            onError: () => toast(t("undo.failed", { file: one.file_name }), { failed: true }),
            onSettled: () => setAsking(false),
          })
        }
      >
        {t("undo.what", { count: one.imported, words: format.count(one.imported) })}
      </ConfirmDialog>
    </>
  );
}
