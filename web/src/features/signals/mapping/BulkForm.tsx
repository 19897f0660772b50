import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { Select } from "../../../ui/Select";
import type { Column } from "../types";
import { CodeFields, type CodeRow } from "./CodeFields";
import { type Code, codeOf, isScore, type Mapping, onScale, parseScale, ROLES, type Role, ruleOf } from "./document";
import type { RuleEdit } from "./edit";
import styles from "./Form.module.css";
import { ScaleField } from "./ScaleField";

type BulkFormProps = {
  columns: readonly Column[];
  mapping: Mapping;
  onSave: (edit: RuleEdit) => void;
  onClose: () => void;
};

/** One edit for many columns: what is left alone stays as it is in each. */
export function BulkForm({ columns, mapping, onSave, onClose }: BulkFormProps) {
  const { t } = useTranslation("signals");
  const [role, setRole] = useState<Role | "keep">("keep");
  const [place, setPlace] = useState<"keep" | "own" | "whole">("keep");
  const [scaleToo, setScaleToo] = useState<"keep" | "set">("keep");
  const [scale, setScale] = useState("1-5");
  const [codes, setCodes] = useState<Record<string, Code | null>>({});
  const rules = columns.map((column) => ruleOf(mapping, column.name));
  const scored =
    role === "recommend" ||
    role === "rating" ||
    role === "effort" ||
    (role === "keep" && rules.some((rule) => rule && isScore(rule)));
  const points = parseScale(scale);
  return (
    <Dialog title={t("bulk.title", { count: columns.length })} open onClose={onClose} wide>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSave({
            ...(role === "keep" ? {} : { role }),
            ...(scored && place === "own" ? { ownTouchpoint: true } : {}),
            ...(scored && place === "whole" ? { touchpoint: null } : {}),
            ...(scored && scaleToo === "set" ? { scale } : {}),
            ...(scored && Object.keys(codes).length > 0 ? { codes } : {}),
          });
        }}
      >
        <p className={styles.hint}>{columns.map((column) => column.name).join(", ")}</p>
        <Select
          label={t("form.role")}
          value={role}
          onChange={setRole}
          options={[
            { key: "keep", label: t("bulk.keep") },
            ...ROLES.map((key) => ({ key, label: t(`role.${key}`), note: t(`roleHelp.${key}`) })),
          ]}
        />
        {scored && (
          <>
            <Select
              label={t("form.touchpoint")}
              value={place}
              onChange={setPlace}
              options={[
                { key: "keep", label: t("bulk.keep") },
                { key: "own", label: t("bulk.ownTouchpoint"), note: t("bulk.ownTouchpointNote") },
                { key: "whole", label: t("bulk.whole") },
              ]}
            />
            <Select
              label={t("form.scale")}
              value={scaleToo}
              onChange={setScaleToo}
              options={[
                { key: "keep", label: t("bulk.keep") },
                { key: "set", label: t("bulk.setScale") },
              ]}
            />
            {scaleToo === "set" && <ScaleField value={scale} onChange={setScale} />}
            <CodeFields
              rows={sharedCodes(columns, mapping)}
              edits={codes}
              onChange={(value, code) => setCodes({ ...codes, [value]: code })}
            />
          </>
        )}
        <Acts>
          <Button onPress={onClose}>{t("form.cancel")}</Button>
          <Button look="go" type="submit" isDisabled={scaleToo === "set" && points === undefined}>
            {t("bulk.save", { count: columns.length })}
          </Button>
        </Acts>
      </form>
    </Dialog>
  );
}

/** The codes and off-scale values of all the columns, counted together. */
function sharedCodes(columns: readonly Column[], mapping: Mapping): CodeRow[] {
  const found = new Map<string, { count: number; codes: Set<Code | null> }>();
  for (const column of columns) {
    const rule = ruleOf(mapping, column.name);
    if (!rule || !isScore(rule)) continue;
    const scale = parseScale(rule.scale);
    for (const { value, count } of column.values) {
      if (value.trim() === "") continue;
      const code = codeOf(value, rule.codes) ?? null;
      if (code === null && scale && onScale(value, scale)) continue;
      const before = found.get(value) ?? { count: 0, codes: new Set() };
      before.count += count;
      before.codes.add(code);
      found.set(value, before);
    }
  }
  return [...found]
    .sort((a, b) => b[1].count - a[1].count)
    .slice(0, 12)
    .map(([value, { count, codes }]) => ({ value, count, code: codes.size === 1 ? ([...codes][0] ?? null) : null }));
}
