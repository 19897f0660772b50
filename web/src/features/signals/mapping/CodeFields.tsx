import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { CODES, type Code } from "./document";
import styles from "./Form.module.css";

export type CodeRow = { value: string; count: number | null; code: Code | null };

type CodeFieldsProps = {
  rows: readonly CodeRow[];
  edits: Readonly<Record<string, Code | null>>;
  onChange: (value: string, code: Code | null) => void;
};

/** Which values stand for no answer, and why. */
export function CodeFields({ rows, edits, onChange }: CodeFieldsProps) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const [more, setMore] = useState("");
  const added = Object.keys(edits).filter((value) => !rows.some((row) => row.value === value));
  const all = [...rows, ...added.map((value) => ({ value, count: null, code: null }))];
  return (
    <fieldset className={styles.codes}>
      <legend>{t("codes.title")}</legend>
      <p className={styles.hint}>{t("codes.hint")}</p>
      {all.map((row) => (
        <div key={row.value} className={styles.code}>
          <span className={styles.value}>{row.value}</span>
          <span className={styles.count}>
            {row.count === null ? "" : t("codes.cells", { count: row.count, words: format.count(row.count) })}
          </span>
          <Select
            label={t("codes.meaning", { value: row.value })}
            labelHidden
            value={(row.value in edits ? edits[row.value] : row.code) ?? "score"}
            onChange={(key) => onChange(row.value, key === "score" ? null : (key as Code))}
            options={[
              { key: "score", label: t("codes.none") },
              ...CODES.map((code) => ({ key: code, label: t(`code.${code}`) })),
            ]}
          />
        </div>
      ))}
      <div className={styles.addCode}>
        <TextField
          label={t("codes.another")}
          value={more}
          onChange={setMore}
          action={
            <Button
              isDisabled={more.trim() === ""}
              onPress={() => {
                onChange(more.trim(), "blank");
                setMore("");
              }}
            >
              {t("codes.add")}
            </Button>
          }
        />
      </div>
    </fieldset>
  );
}
