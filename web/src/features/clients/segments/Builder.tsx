import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Select } from "../../../ui/Select";
import type { Field } from "../queries";
import { RuleRow } from "./RuleRow";
import styles from "./segments.module.css";
import { type Group, isGroup, JOINTS, newGroup, newRule, withPart } from "./tree";
import { useFilterWords } from "./words";

type Props = { group: Group; fields: readonly Field[]; onChange: (group: Group) => void };

/** A tree of conditions. Everything is a field or a button: it is built with the keyboard as with a pointer. */
export function Builder({ group, fields, onChange }: Props) {
  const [added, setAdded] = useState<number | null>(null);
  return (
    <GroupBox
      root={group}
      group={group}
      fields={fields}
      depth={0}
      added={added}
      onAdded={setAdded}
      onChange={onChange}
    />
  );
}

type BoxProps = Props & { root: Group; depth: number; added: number | null; onAdded: (id: number | null) => void };

function GroupBox({ root, group, fields, depth, added, onAdded, onChange }: BoxProps) {
  const { t } = useTranslation("clients/segments");
  const words = useFilterWords(fields);
  const set = (next: Group) => onChange(withPart(root, group.id, next));
  const addRule = () => {
    const rule = newRule();
    onAdded(rule.id);
    set({ ...group, parts: [...group.parts, rule] });
  };
  const addGroup = () => {
    const rule = newRule();
    onAdded(rule.id);
    set({ ...group, parts: [...group.parts, newGroup("any", [rule])] });
  };
  return (
    <fieldset className={styles.group} data-depth={depth} data-joint={group.joint}>
      <legend className="sr">{t(depth === 0 ? "builder.legend" : "builder.group")}</legend>
      <div className={styles.joint}>
        <Select
          label={t("builder.joint")}
          labelHidden
          options={JOINTS.map((key) => ({ key, label: t(`joint.${key}`) }))}
          value={group.joint}
          onChange={(joint) => set({ ...group, joint })}
        />
        {depth > 0 && (
          <Button look="quiet" size="s" onPress={() => onChange(withPart(root, group.id, null))}>
            {t("builder.removeGroup")}
          </Button>
        )}
      </div>
      {group.parts.length > 0 && (
        <ul className={styles.rules}>
          {group.parts.map((part) => (
            <li key={part.id}>
              {isGroup(part) ? (
                <GroupBox
                  root={root}
                  group={part}
                  fields={fields}
                  depth={depth + 1}
                  added={added}
                  onAdded={onAdded}
                  onChange={onChange}
                />
              ) : (
                <RuleRow
                  rule={part}
                  fields={fields}
                  words={words}
                  autoFocus={part.id === added}
                  onChange={(rule) => onChange(withPart(root, part.id, rule))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.add}>
        <Button size="s" onPress={addRule}>
          {t("builder.addRule")}
        </Button>
        {depth < 3 && (
          <Button size="s" look="quiet" onPress={addGroup}>
            {t("builder.addGroup")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
