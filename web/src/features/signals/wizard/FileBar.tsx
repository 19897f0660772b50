import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import type { Upload } from "../types";
import styles from "./FileBar.module.css";
import { useFormWords } from "./useFormWords";

/** Which file this is about, how it was read, and how to read it otherwise. */
export function FileBar({ upload, onChange }: { upload: Upload; onChange?: () => void }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const form = useFormWords();
  return (
    <div className={styles.bar}>
      <b>{upload.name}</b>
      <span>
        {t("file.size", {
          rows: t("file.rows", { count: upload.rows, words: format.count(upload.rows) }),
          columns: t("file.columns", { count: upload.columns.length, words: format.count(upload.columns.length) }),
        })}
      </span>
      <span>{form(upload)}</span>
      <span>{format.bytes(upload.bytes)}</span>
      {onChange && (
        <span className={styles.acts}>
          <Button look="quiet" size="s" onPress={onChange}>
            {t("file.change")}
          </Button>
        </span>
      )}
    </div>
  );
}
