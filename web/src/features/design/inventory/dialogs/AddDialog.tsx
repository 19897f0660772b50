import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Switch } from "../../../../ui/Checkbox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { Form } from "../../../../ui/Form";
import { Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import { Level } from "../drawer/Level";
import { DepartmentField } from "../drawer/TouchpointDrawer";
import { useColleagues } from "../queries";
import { type Existence, type Inventory, KINDS, type Kind, type NewTouchpoint } from "../types";
import { kindWord, stateWord } from "../words";
import styles from "./dialogs.module.css";

const NOTHING = "-";

interface Props {
  readonly inventory: Inventory;
  readonly onClose: () => void;
  readonly onCreate: (touchpoint: NewTouchpoint) => void;
}

/** A touchpoint with all that is known of it. What clients meet at one place is quicker added in its cell. */
export default function AddDialog({ inventory, onClose, onCreate }: Props) {
  const { t } = useTranslation("design/inventory");
  const app = useTranslation();
  const colleagues = useColleagues();
  const [label, setLabel] = useState("");
  const [kind, setKind] = useState<Kind>("dynamic");
  const [existence, setExistence] = useState<Existence>("live");
  const [stage, setStage] = useState(inventory.stages[0]?.key ?? NOTHING);
  const [channel, setChannel] = useState(inventory.channels[0]?.key ?? NOTHING);
  const [owner, setOwner] = useState(NOTHING);
  const [department, setDepartment] = useState<string | null>(null);
  const [importance, setImportance] = useState(3);
  const [moment, setMoment] = useState(false);
  const or = (key: string) => (key === NOTHING ? null : key);
  return (
    <Dialog title={t("add.title")} open onClose={onClose} wide>
      <Form
        onSubmit={() => {
          if (label.trim() === "") return;
          onCreate({
            label: label.trim(),
            kind,
            existence,
            stage: or(stage),
            channel: or(channel),
            owner: or(owner),
            department,
            importance,
            moment_of_truth: moment,
          });
          onClose();
        }}
      >
        <TextField
          label={t("field.label")}
          hint={t("add.labelHint")}
          value={label}
          onChange={setLabel}
          autoFocus
          isRequired
          maxLength={200}
        />
        <div className={styles.two}>
          <Select
            label={t("field.stage")}
            options={[...inventory.stages, { key: NOTHING, label: t("grid.noStage") }]}
            value={stage}
            onChange={setStage}
          />
          <Select
            label={t("field.channel")}
            options={[...inventory.channels, { key: NOTHING, label: t("grid.noChannel") }]}
            value={channel}
            onChange={setChannel}
          />
          <Select
            label={t("field.kind")}
            options={KINDS.map((key) => ({ key, label: kindWord(t, key), note: t(`kindIs.${key}`) }))}
            value={kind}
            onChange={setKind}
          />
          <Select
            label={t("field.existence")}
            options={(["live", "planned", "missing"] as const).map((key) => ({
              key,
              label: stateWord(t, key),
              note: t(`stateIs.${key}`),
            }))}
            value={existence}
            onChange={(key) => setExistence(key)}
          />
          <Select
            label={t("field.owner")}
            options={[
              { key: NOTHING, label: t("filter.nobody") },
              ...(colleagues.data ?? []).map(({ id, name }) => ({ key: id, label: name })),
            ]}
            value={owner}
            onChange={setOwner}
          />
          <DepartmentField
            value={department}
            departments={inventory.departments}
            disabled={false}
            onChange={setDepartment}
          />
        </div>
        <Level
          label={t("field.importance")}
          note={t("field.importanceHint")}
          value={importance}
          from={1}
          onChange={(value) => setImportance(value ?? 3)}
        />
        <Switch isSelected={moment} onChange={setMoment}>
          {t("field.moment")}
        </Switch>
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go">
            {t("add.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
