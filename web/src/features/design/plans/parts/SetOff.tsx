import { useTranslation } from "react-i18next";
import { ComboBox } from "../../../../ui/ComboBox";
import { Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import { TRIGGERS, type Trigger, type TriggerKind } from "../document";
import { type Choice, useDateAttributes, useEventKinds, usePlaces } from "../queries";
import { useEditor } from "./editor";
import styles from "./parts.module.css";

/** What sets the touch off: so that Today can ask for it, and in words for whoever reads the plan. */
export function SetOff() {
  const { t } = useTranslation("design/plans");
  const { document, set } = useEditor();
  const trigger = document.trigger;
  return (
    <>
      <Select
        label={t("fact.setOff")}
        options={TRIGGERS.map((key) => ({ key, label: t(`trigger.${key}`), note: t(`triggerNote.${key}`) }))}
        value={trigger?.kind ?? null}
        placeholder={t("fact.choose")}
        onChange={(kind: TriggerKind) => set("trigger", { event: null, words: "", ...trigger, kind })}
      />
      {trigger && <Followed key={trigger.kind} trigger={trigger} onChange={(next) => set("trigger", next)} />}
      {trigger && (
        <TextField
          label={t("fact.triggerWords")}
          placeholder={t("fact.triggerExample")}
          value={trigger.words}
          onChange={(words) => set("trigger", { ...trigger, words })}
        />
      )}
    </>
  );
}

type Props = { trigger: Trigger; onChange: (next: Trigger) => void };

/** The part that facts can be compared with. What has none is for people alone, and that is said. */
function Followed({ trigger, onChange }: Props) {
  const { t } = useTranslation("design/plans");
  const { touchpoint } = useEditor();
  const kinds = useEventKinds().data ?? [];
  const places = (usePlaces().data ?? []).filter(({ key }) => key !== touchpoint.key);
  const days = useDateAttributes(trigger.kind === "schedule").data ?? [];
  const worded = (options: readonly Choice[], key: string | null) =>
    trigger.words || (options.find((option) => option.key === key)?.label ?? "");
  switch (trigger.kind) {
    case "event":
      return (
        <Named
          label={t("fact.event")}
          hint={t("fact.eventHint")}
          options={kinds}
          value={trigger.event ?? null}
          onChange={(event) => onChange({ ...trigger, event, words: worded(kinds, event) })}
        />
      );
    case "touch":
      return (
        <Named
          label={t("fact.touchAt")}
          hint={t("fact.touchAtHint")}
          options={places}
          value={trigger.touchpoint ?? null}
          onChange={(touchpoint) => onChange({ ...trigger, touchpoint, words: worded(places, touchpoint) })}
        />
      );
    case "schedule":
      return (
        <Named
          label={t("fact.dayOf")}
          hint={t("fact.dayOfHint")}
          options={days}
          value={trigger.attribute ?? null}
          onChange={(attribute) => onChange({ ...trigger, attribute, words: worded(days, attribute) })}
        />
      );
    default:
      return <p className={styles.hint}>{t("fact.notFollowed")}</p>;
  }
}

type NamedProps = {
  label: string;
  hint: string;
  options: readonly Choice[];
  value: string | null;
  onChange: (key: string | null) => void;
};

/** One of those that are there; where there are none yet, its key. */
function Named({ label, hint, options, value, onChange }: NamedProps) {
  if (options.length === 0) {
    return (
      <TextField
        label={label}
        hint={hint}
        value={value ?? ""}
        onChange={(text) => onChange(text === "" ? null : text)}
      />
    );
  }
  const known = value === null || options.some(({ key }) => key === value);
  return (
    <ComboBox
      label={label}
      options={known ? [...options] : [...options, { key: value, label: value }]}
      value={value}
      onChange={onChange}
    />
  );
}
