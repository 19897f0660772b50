import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { CheckboxGroup } from "../../../ui/Checkbox";
import { Chevron } from "../../../ui/Chevron";
import { ComboBox } from "../../../ui/ComboBox";
import { Popover } from "../../../ui/Popover";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import type { Field } from "../queries";
import styles from "./segments.module.css";
import type { Rule } from "./tree";
import type { useFilterWords } from "./words";

type Props = {
  rule: Rule;
  fields: readonly Field[];
  words: ReturnType<typeof useFilterWords>;
  autoFocus: boolean;
  onChange: (rule: Rule | null) => void;
};

/** One condition: what, how, and with which value. */
export function RuleRow({ rule, fields, words, autoFocus, onChange }: Props) {
  const { t } = useTranslation("clients/segments");
  const field = fields.find(({ key }) => key === rule.field);
  const name = rule.field === null ? t("builder.condition") : words.field(rule.field);
  return (
    <fieldset className={styles.rule} aria-label={name}>
      {/* The field decides what may be asked of it, so a new one starts the condition anew. */}
      <FieldPick rule={rule} fields={fields} words={words} autoFocus={autoFocus} onChange={onChange} />
      {field && (
        <Select
          label={t("builder.op", { name })}
          labelHidden
          options={field.ops.map((key) => ({ key, label: words.op(key) }))}
          value={rule.op}
          onChange={(op) => onChange({ ...rule, op, values: op === "any_of" ? rule.values : rule.values.slice(0, 1) })}
        />
      )}
      {field && rule.op && (
        <Value
          rule={rule}
          field={field}
          words={words}
          name={name}
          onChange={(values) => onChange({ ...rule, values })}
        />
      )}
      <Button look="quiet" size="s" aria-label={t("builder.removeOf", { name })} onPress={() => onChange(null)}>
        {t("builder.remove")}
      </Button>
    </fieldset>
  );
}

function FieldPick({ rule, fields, words, autoFocus, onChange }: Props) {
  const { t } = useTranslation("clients/segments");
  return (
    <div
      ref={(box) => {
        // The condition was just added: going on is typing its field.
        if (autoFocus && rule.field === null) box?.querySelector("input")?.focus();
      }}
    >
      <ComboBox
        label={t("builder.field")}
        labelHidden
        placeholder={t("builder.fieldHint")}
        options={fields.map(({ key }) => ({ key, label: words.field(key) }))}
        value={rule.field}
        onChange={(key) => {
          if (key === rule.field) return;
          const next = fields.find((one) => one.key === key);
          onChange({ ...rule, field: key, op: next?.ops[0] ?? null, values: [] });
        }}
      />
    </div>
  );
}

type ValueProps = {
  rule: Rule;
  field: Field;
  words: Props["words"];
  name: string;
  onChange: (values: string[]) => void;
};

function Value({ rule, field, words, name, onChange }: ValueProps) {
  const { t } = useTranslation("clients/segments");
  const label = t("builder.value", { name });
  const options = field.values.map(({ value }) => ({ key: value, label: words.value(field.key, value) }));
  if (rule.op === "known" || rule.op === "unknown") return null;
  if (rule.op === "any_of") {
    const names = rule.values.map((value) => words.value(field.key, value));
    const said =
      names.length === 0
        ? t("builder.choose")
        : names.length > 2
          ? t("builder.chosen", { first: names[0], count: names.length - 1 })
          : names.join(", ");
    return (
      <Popover
        label={label}
        trigger={
          <Button aria-label={`${label}: ${said}`}>
            {said} <Chevron />
          </Button>
        }
      >
        <div className={styles.values}>
          <CheckboxGroup label={label} value={rule.values} onChange={onChange} options={options} />
        </div>
      </Popover>
    );
  }
  if (field.kind === "choice")
    return (
      <Select
        label={label}
        labelHidden
        placeholder={t("builder.choose")}
        options={options}
        value={rule.values[0] ?? null}
        onChange={(value) => onChange([value])}
      />
    );
  if (field.kind === "text" && rule.op !== "contains" && options.length > 0)
    return (
      <ComboBox
        key={field.key}
        label={label}
        labelHidden
        options={options}
        value={rule.values[0] ?? null}
        onChange={(value) => value !== null && onChange([value])}
        onCustom={(text) => onChange([text])}
      />
    );
  return (
    <span className={styles.plain}>
      <TextField
        label={label}
        type={field.kind === "date" ? "date" : "text"}
        {...(field.kind === "number" ? { inputMode: "decimal" as const } : {})}
        value={rule.values[0] ?? ""}
        onChange={(text) => onChange([text])}
      />
    </span>
  );
}
