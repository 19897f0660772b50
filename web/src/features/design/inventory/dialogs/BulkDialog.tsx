import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { Form } from "../../../../ui/Form";
import { type Option, Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import { useColleagues } from "../queries";
import { EXISTENCES, type Inventory, KINDS, type TouchpointChange } from "../types";
import { capital, kindWord, stateWord } from "../words";
import styles from "./dialogs.module.css";

const KEEP = "keep";
const NOTHING = "-";

interface Props {
  readonly count: number;
  readonly inventory: Inventory;
  readonly onClose: () => void;
  readonly onChange: (change: TouchpointChange) => void;
}

/** The same change for many. What is not chosen stays as it is for each of them. */
export default function BulkDialog({ count, inventory, onClose, onChange }: Props) {
  const { t } = useTranslation("design/inventory");
  const app = useTranslation();
  const colleagues = useColleagues();
  const [choice, setChoice] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const [department, setDepartment] = useState("");
  const [lacking, setLacking] = useState(false);
  const of = (field: string) => choice[field] ?? KEEP;
  const over = of("existence") === "retired" || of("existence") === "not_applicable";
  const changed = Object.values(choice).some((value) => value !== KEEP) || department.trim() !== "";

  const field = (name: string, label: string, options: Option[]) => (
    <Select
      label={label}
      options={[{ key: KEEP, label: t("bulk.keep") }, ...options]}
      value={of(name)}
      onChange={(value) => setChoice({ ...choice, [name]: value })}
    />
  );
  const submit = () => {
    if (!changed) return;
    if (over && reason.trim() === "") return setLacking(true);
    const change: TouchpointChange = {};
    const chosen = (name: string) => (of(name) === KEEP ? undefined : of(name) === NOTHING ? null : of(name));
    for (const name of ["stage", "channel", "owner"] as const) {
      const value = chosen(name);
      if (value !== undefined) change[name] = value;
    }
    const kind = KINDS.find((one) => one === of("kind"));
    if (kind) change.kind = kind;
    const existence = EXISTENCES.find((one) => one === of("existence"));
    if (existence) change.existence = existence;
    if (over) change.reason = reason.trim();
    if (of("importance") !== KEEP) change.importance = Number(of("importance"));
    if (of("moment") !== KEEP) change.moment_of_truth = of("moment") === "yes";
    const audience = chosen("audience");
    if (audience !== undefined) change.audiences = audience === null ? [] : [audience];
    if (of("department") === NOTHING) change.department = null;
    else if (department.trim() !== "") change.department = department.trim();
    onChange(change);
    onClose();
  };
  return (
    <Dialog title={t("bulk.title", { count })} open onClose={onClose} wide>
      <p className="soft">{t("bulk.hint")}</p>
      <Form onSubmit={submit}>
        <div className={styles.two}>
          {field("stage", t("field.stage"), [...inventory.stages, { key: NOTHING, label: t("grid.noStage") }])}
          {field("channel", t("field.channel"), [...inventory.channels, { key: NOTHING, label: t("grid.noChannel") }])}
          {field("owner", t("field.owner"), [
            { key: NOTHING, label: t("filter.nobody") },
            ...(colleagues.data ?? []).map(({ id, name }) => ({ key: id, label: name })),
          ])}
          <TextField
            label={t("field.department")}
            placeholder={t("bulk.keep")}
            value={department}
            onChange={setDepartment}
            maxLength={80}
          />
          {field(
            "importance",
            t("field.importance"),
            (["5", "4", "3", "2", "1"] as const).map((key) => ({ key, label: t(`importance.${key}`) })),
          )}
          {field("moment", capital(t("card.moment")), [
            { key: "yes", label: t("filter.momentYes") },
            { key: "no", label: t("filter.momentNo") },
          ])}
          {field(
            "existence",
            t("field.existence"),
            EXISTENCES.map((key) => ({ key, label: stateWord(t, key), note: t(`stateIs.${key}`) })),
          )}
          {field(
            "kind",
            t("field.kind"),
            KINDS.map((key) => ({ key, label: kindWord(t, key) })),
          )}
          {inventory.audiences.length > 0 &&
            field("audience", t("field.audiences"), [
              { key: NOTHING, label: t("grid.everybody") },
              ...inventory.audiences.map(({ key, label }) => ({ key, label })),
            ])}
        </div>
        {over && (
          <TextField
            label={t("field.reason")}
            hint={t("field.reasonHint")}
            lines={2}
            value={reason}
            onChange={(words) => {
              setReason(words);
              setLacking(false);
            }}
            error={lacking ? t("field.reasonLacks") : undefined}
          />
        )}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" isDisabled={!changed}>
            {t("bulk.do", { count })}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
