import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checkbox";
import { ComboBox } from "../../../ui/ComboBox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import type { Column } from "../types";
import { CodeFields, type CodeRow } from "./CodeFields";
import {
  type Code,
  type ColumnRule,
  codeOf,
  DATE_PARTS,
  type DatePart,
  isScore,
  type Mapping,
  onScale,
  parseScale,
  ROLES,
  type Role,
  touchpointOf,
} from "./document";
import { parseCodeList, type RuleEdit } from "./edit";
import styles from "./Form.module.css";
import { ScaleField } from "./ScaleField";
import { ValueBars } from "./ValueBars";

/** What the form says: the edit of the rule, and where its touchpoint belongs. */
export type MeaningEdit = { rule: RuleEdit; stage?: string | null; channel?: string | null };

export type Places = { touchpoints: readonly string[]; stages: readonly string[]; channels: readonly string[] };

type MeaningFormProps = {
  column: Column;
  rule: ColumnRule;
  mapping: Mapping;
  places: Places;
  onSave: (edit: MeaningEdit) => void;
  onClose: () => void;
};

const ORDERS = ["ymd", "dmy", "mdy", "serial", "unix_seconds", "unix_millis"] as const;

/** Everything that one column's meaning can say, with only the fields that its role has. */
export function MeaningForm({ column, rule, mapping, places, onSave, onClose }: MeaningFormProps) {
  const { t, i18n } = useTranslation("signals");
  const [role, setRole] = useState<Role>(rule.role);
  const [label, setLabel] = useState(rule.label ?? "");
  const [scale, setScale] = useState(isScore(rule) ? rule.scale : "1-5");
  const place = touchpointOf(mapping, rule);
  const [touchpoint, setTouchpoint] = useState(place?.label ?? "");
  const [stage, setStage] = useState(labelOf(mapping.stages, place?.stage));
  const [channel, setChannel] = useState(labelOf(mapping.channels, place?.channel));
  const [aspect, setAspect] = useState(isScore(rule) ? (rule.aspect ?? "") : "");
  const [primary, setPrimary] = useState(isScore(rule) ? (rule.primary ?? false) : false);
  const [codes, setCodes] = useState<Record<string, Code | null>>({});
  const [part, setPart] = useState<DatePart>(rule.role === "date" ? rule.part : "whole");
  const [order, setOrder] = useState(rule.role === "date" ? (rule.order ?? "auto") : "auto");
  const [words, setWords] = useState(linesOfWords(rule));
  const scored = role === "recommend" || role === "rating" || role === "effort";
  const placed = scored || role === "comment" || role === "comment_codes";
  const worded = role === "comment_codes" || role === "attribute" || role === "choice";
  const unread = worded ? parseCodeList(words).unread : [];
  const shared = mapping.columns.filter(
    (other) => isScore(other) && other.touchpoint === place?.key && place !== undefined && other.column !== rule.column,
  );

  function save() {
    const edit: RuleEdit = { role, label };
    if (scored) Object.assign(edit, { scale, codes, aspect, ...(primary ? { primary } : {}) });
    if (placed) edit.touchpoint = touchpoint;
    if (role === "date") Object.assign(edit, { part, order: order === "auto" ? null : order });
    if (worded) edit.words = parseCodeList(words).words;
    onSave({ rule: edit, ...(placed && touchpoint.trim() !== "" ? { stage, channel } : {}) });
  }

  return (
    <Dialog title={t("form.title", { column: column.name })} open onClose={onClose} wide>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className={styles.glance}>
          <ValueBars
            values={column.values}
            distinct={column.distinct}
            rule={
              scored ? ({ ...rule, role, scale, question: "q", codes: merged(rule, codes) } as ColumnRule) : undefined
            }
          />
          {/* The server tells its reasons in English. */}
          {column.why && i18n.language === "en" && <p className={styles.hint}>{column.why}</p>}
        </div>
        <Select
          label={t("form.role")}
          value={role}
          onChange={setRole}
          options={ROLES.map((key) => ({ key, label: t(`role.${key}`), note: t(`roleHelp.${key}`) }))}
        />
        <TextField label={t("form.label")} hint={t("form.labelHint")} value={label} onChange={setLabel} />
        {role === "date" && (
          <div className={styles.pair}>
            <Select
              label={t("form.part")}
              value={part}
              onChange={setPart}
              options={DATE_PARTS.map((key) => ({ key, label: t(`part.${key}`) }))}
            />
            {part === "whole" && (
              <Select
                label={t("form.order")}
                value={order}
                onChange={setOrder}
                options={[
                  { key: "auto", label: t("order.auto") },
                  ...ORDERS.map((key) => ({ key, label: t(`order.${key}`) })),
                ]}
              />
            )}
          </div>
        )}
        {placed && (
          <>
            <PlaceField
              label={t("form.touchpoint")}
              hint={t(scored ? "form.touchpointHint" : "form.touchpointHintComment")}
              value={touchpoint}
              known={places.touchpoints}
              onChange={setTouchpoint}
            />
            {touchpoint.trim() !== "" && (
              <div className={styles.pair}>
                <PlaceField label={t("form.stage")} value={stage} known={places.stages} onChange={setStage} />
                <PlaceField label={t("form.channel")} value={channel} known={places.channels} onChange={setChannel} />
              </div>
            )}
          </>
        )}
        {scored && (
          <>
            <ScaleField value={scale} onChange={setScale} />
            <CodeFields
              rows={codeRows(column, rule, scale)}
              edits={codes}
              onChange={(value, code) => setCodes({ ...codes, [value]: code })}
            />
            {touchpoint.trim() !== "" && (
              <>
                <TextField label={t("form.aspect")} hint={t("form.aspectHint")} value={aspect} onChange={setAspect} />
                <Checkbox
                  isSelected={primary}
                  onChange={setPrimary}
                  isDisabled={isScore(rule) && rule.primary === true && shared.length === 0}
                  note={
                    shared.length > 0
                      ? t("form.primaryWhy", { columns: shared.map((other) => other.column).join(", ") })
                      : undefined
                  }
                >
                  {t("form.primary")}
                </Checkbox>
              </>
            )}
          </>
        )}
        {worded && (
          <TextField
            label={t(role === "comment_codes" ? "form.codeList" : "form.readable")}
            hint={t("form.wordsHint")}
            lines={5}
            value={words}
            onChange={setWords}
            error={unread.length > 0 ? t("form.unread", { count: unread.length, line: unread[0] ?? "" }) : undefined}
          />
        )}
        <Acts>
          <Button onPress={onClose}>{t("form.cancel")}</Button>
          <Button look="go" type="submit" isDisabled={scored && parseScale(scale) === undefined}>
            {t("form.save")}
          </Button>
        </Acts>
      </form>
    </Dialog>
  );
}

/** A name that is known or new. */
function PlaceField({
  label,
  hint,
  value,
  known,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  known: readonly string[];
  onChange: (label: string) => void;
}) {
  const options = [...new Set([...(value === "" ? [] : [value]), ...known])].map((name) => ({
    key: name,
    label: name,
  }));
  // Without anything to choose from a list that opens empty would only be in the way.
  if (options.length === 0 || known.length === 0) {
    return <TextField label={label} {...(hint ? { hint } : {})} value={value} onChange={onChange} />;
  }
  return (
    <ComboBox
      label={label}
      {...(hint ? { hint } : {})}
      options={options}
      value={known.includes(value) || value !== "" ? value : null}
      onChange={(key) => {
        if (key !== null) onChange(key);
      }}
      onCustom={onChange}
    />
  );
}

function labelOf(list: readonly { key: string; label: string }[] | undefined, key: string | undefined): string {
  return list?.find((one) => one.key === key)?.label ?? "";
}

/** Values that are no scores by themselves, and those that somebody has called none. */
function codeRows(column: Column, rule: ColumnRule, scale: string): CodeRow[] {
  const points = parseScale(scale);
  const known = isScore(rule) ? rule.codes : undefined;
  return column.values
    .filter((one) => one.value.trim() !== "")
    .filter((one) => codeOf(one.value, known) !== undefined || !points || !onScale(one.value, points))
    .map((one) => ({ value: one.value, count: one.count, code: codeOf(one.value, known) ?? null }));
}

function merged(rule: ColumnRule, edits: Record<string, Code | null>): Record<string, Code> {
  const all = { ...(isScore(rule) ? rule.codes : {}), ...edits };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, Code] => entry[1] !== null));
}

function linesOfWords(rule: ColumnRule): string {
  const known =
    rule.role === "comment_codes" ? rule.codes : rule.role === "attribute" || rule.role === "choice" ? rule.values : {};
  return Object.entries(known ?? {})
    .map(([value, text]) => `${value} = ${text}`)
    .join("\n");
}
