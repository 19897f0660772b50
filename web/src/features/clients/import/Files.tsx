import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/Dialog";
import { Time } from "../../../ui/Time";
import { useTell } from "../../../ui/useTell";
import { useAttributeLabels } from "../queries";
import styles from "./import.module.css";
import { type BroughtFile, type TakenBack, useFiles, useUndoFile } from "./queries";

/** Files that were brought in before, each with the way back. */
export function Files() {
  const { t } = useTranslation("clients/import");
  const files = useFiles().data ?? [];
  const [asked, setAsked] = useState<BroughtFile | null>(null);
  if (files.length === 0) return null;
  return (
    <section className={styles.files}>
      <h2>{t("files.title")}</h2>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <div>
              <b>{file.name}</b>{" "}
              <small>
                {file.by}, <Time at={file.at} />
              </small>
              <p className="soft">
                {t("files.counts", { created: file.created, updated: file.updated })}
                {file.undone_at && (
                  <>
                    {" "}
                    {t("files.undone", { by: file.undone_by ?? "" })} <Time at={file.undone_at} />.
                  </>
                )}
              </p>
              {file.undone && <Staying back={file.undone} />}
            </div>
            {file.can_be_undone && (
              <Button
                look="quiet"
                size="s"
                aria-label={t("files.undoOf", { name: file.name })}
                onPress={() => setAsked(file)}
              >
                {t("files.undo")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <UndoDialog file={asked} onClose={() => setAsked(null)} />
    </section>
  );
}

/** Asks before a file is taken back, and says what came of it. */
export function UndoDialog({
  file,
  onClose,
  onDone,
}: {
  file: Pick<BroughtFile, "id" | "name"> | null;
  onClose: () => void;
  onDone?: () => void;
}) {
  const { t } = useTranslation("clients/import");
  const undo = useUndoFile();
  const { done, refused } = useTell();
  const takeBack = async () => {
    if (!file) return;
    try {
      const back = await undo.mutateAsync(file.id);
      done(t(back.stays > 0 ? "files.doneStays" : "files.done", { name: file.name, count: back.stays }));
      onDone?.();
    } catch (error) {
      refused(error);
    }
    onClose();
  };
  return (
    <ConfirmDialog
      title={t("files.ask", { name: file?.name ?? "" })}
      verb={t("files.undo")}
      danger
      open={file !== null}
      pending={undo.isPending}
      onConfirm={() => void takeBack()}
      onClose={onClose}
    >
      <p>{t("files.askWhat")}</p>
    </ConfirmDialog>
  );
}

/** What a file brought and what stays though it was taken back, each with the reason. */
function Staying({ back }: { back: TakenBack }) {
  const { t } = useTranslation("clients/import");
  const format = useFormat();
  const labelOf = useAttributeLabels();
  if (back.stays === 0) return null;
  return (
    <details className={styles.staying}>
      <summary>{t("files.stays", { count: back.stays, n: format.count(back.stays) })}</summary>
      <ul>
        {back.staying.map((one) => (
          <li key={`${one.client} ${one.what} ${one.name ?? ""}`}>
            {t(`files.why.${one.why}`, { what: whatOf(one), client: one.label })}
          </li>
        ))}
      </ul>
      {back.stays > back.staying.length && (
        <p className="soft">{t("files.more", { count: back.stays - back.staying.length })}</p>
      )}
    </details>
  );

  function whatOf({ what, name, label }: TakenBack["staying"][number]): string {
    if (what === "client") return label;
    if (what === "contact") return t("files.what.contact", { name: name ?? "", client: label });
    const known = (["name", "kind", "owner"] as const).find((one) => one === what);
    const field = known ? t(`merge.${known}`) : labelOf(what.replace(/^attr\./, ""));
    return t("files.what.field", { field, client: label });
  }
}
