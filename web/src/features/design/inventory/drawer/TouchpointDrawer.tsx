import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { Button } from "../../../../ui/Button";
import { CheckboxGroup, Switch } from "../../../../ui/Checkbox";
import { ComboBox } from "../../../../ui/ComboBox";
import { type Option, Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import type { Card } from "../cards";
import { Diamond, Dots, useAttentionWords } from "../marks";
import { useColleagues, write } from "../queries";
import { EXISTENCES, type Existence, type Inventory, KINDS, type TouchpointChange } from "../types";
import type { Edits } from "../useEdits";
import { capital, kindWord, stateWord } from "../words";
import styles from "./drawer.module.css";
import { Level } from "./Level";
import { SideDrawer } from "./SideDrawer";

/** React Aria takes no empty key: "no stage" and "nobody" have a name of their own. */
const NOTHING = "-";

interface Props {
  readonly card: Card;
  readonly inventory: Inventory;
  readonly edits: Edits;
  readonly onClose: () => void;
}

/** Everything about one touchpoint. Each field is kept as soon as it is left, and can be undone. */
export function TouchpointDrawer({ card, inventory, edits, onClose }: Props) {
  const { t } = useTranslation("design/inventory");
  const { touchpoint } = card;
  const remove = async () => {
    const made = await edits.run(t("done.removed", { label: touchpoint.label }), () => write.remove(touchpoint.id));
    if (made) onClose();
  };
  return (
    <SideDrawer title={touchpoint.label} of={touchpoint.id} onClose={onClose}>
      <Standing card={card} />
      <Links card={card} />
      <Fields key={touchpoint.id} card={card} inventory={inventory} edits={edits} onRemove={remove} />
    </SideDrawer>
  );
}

function Standing({ card }: { card: Card }) {
  const { t } = useTranslation("design/inventory");
  const words = useAttentionWords();
  const { touchpoint } = card;
  const place = [touchpoint.stage?.label, touchpoint.channel?.label].filter(Boolean).join(", ");
  return (
    <div className={styles.state}>
      <span>
        {card.state === "stale" ? t("card.stale", { count: card.staleMonths ?? 0 }) : stateWord(t, card.state)}
        {place !== "" && ` · ${place}`}
      </span>
      {touchpoint.moment_of_truth && (
        <span>
          <Diamond /> {t("card.moment")}
        </span>
      )}
      {(card.state === "live" || card.state === "stale") && (
        <span>
          <Dots attention={card.attention} /> {words(card.attention)}
          {card.attention !== null && ` (${t(card.planned ? "drawer.byPlan" : "drawer.byEstimate")})`}
        </span>
      )}
    </div>
  );
}

function Links({ card }: { card: Card }) {
  const { t } = useTranslation("design/inventory");
  const mayRead = useMay("read_insight");
  const { lacks, state } = card;
  const over = state === "retired" || state === "not_applicable";
  if (!mayRead && over) return null;
  return (
    <div className={`${styles.part} ${styles.links}`}>
      {!over && (
        <Link to="/touchpoints/$key/plan" params={{ key: card.touchpoint.key }}>
          {lacks !== null
            ? t("drawer.planLacks", { count: lacks })
            : t(card.hasPlan ? "drawer.plan" : "drawer.planNew")}
        </Link>
      )}
      {mayRead && (
        <Link to="/touchpoints/$key" params={{ key: card.touchpoint.key }}>
          {t("drawer.scores")}
        </Link>
      )}
    </div>
  );
}

interface FieldsProps {
  readonly card: Card;
  readonly inventory: Inventory;
  readonly edits: Edits;
  readonly onRemove: () => Promise<void>;
}

function Fields({ card, inventory, edits, onRemove }: FieldsProps) {
  const { t } = useTranslation("design/inventory");
  const mayEdit = useMay("edit_design");
  const colleagues = useColleagues();
  const { touchpoint } = card;
  // What is being typed; without it the field shows what holds, also after an undo.
  const [label, setLabel] = useState<string | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const keep = (change: TouchpointChange, field: string) =>
    void edits.change([touchpoint.id], change, t("done.field", { field, label: touchpoint.label }));
  const keepLabel = () => {
    const name = (label ?? "").trim();
    setLabel(null);
    if (name !== "" && name !== touchpoint.label) {
      void edits.change([touchpoint.id], { label: name }, t("done.renamed", { from: touchpoint.label, to: name }));
    }
  };
  const places = (list: readonly { key: string; label: string }[], none: string): Option[] => [
    { key: NOTHING, label: none },
    ...list.map((one) => ({ key: one.key, label: one.label })),
  ];
  const people = (colleagues.data ?? []).map(({ id, name }) => ({ key: id, label: name }));
  // Somebody whose access is closed owns it still, until somebody else does.
  if (touchpoint.owner && !people.some(({ key }) => key === touchpoint.owner?.id)) {
    people.push({ key: touchpoint.owner.id, label: touchpoint.owner.name });
  }
  const or = (key: string) => (key === NOTHING ? null : key);
  return (
    <fieldset disabled={!mayEdit} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <div className={styles.part}>
        <TextField
          label={t("field.label")}
          value={label ?? touchpoint.label}
          onChange={setLabel}
          onBlur={keepLabel}
          isDisabled={!mayEdit}
          onKeyDown={(event) => {
            if (event.key === "Enter") keepLabel();
            event.continuePropagation();
          }}
        />
        <ExistenceField card={card} edits={edits} mayEdit={mayEdit} />
        <div className={styles.two}>
          <Select
            label={t("field.stage")}
            options={places(inventory.stages, t("grid.noStage"))}
            value={touchpoint.stage?.key ?? NOTHING}
            onChange={(key) => keep({ stage: or(key) }, t("field.stage"))}
            disabled={!mayEdit}
          />
          <Select
            label={t("field.channel")}
            options={places(inventory.channels, t("grid.noChannel"))}
            value={touchpoint.channel?.key ?? NOTHING}
            onChange={(key) => keep({ channel: or(key) }, t("field.channel"))}
            disabled={!mayEdit}
          />
        </div>
        <Select
          label={t("field.kind")}
          options={KINDS.map((key) => ({ key, label: kindWord(t, key), note: t(`kindIs.${key}`) }))}
          value={touchpoint.kind}
          onChange={(kind) => keep({ kind }, t("field.kind"))}
          disabled={!mayEdit}
        />
      </div>
      <div className={styles.part}>
        <h3>{t("drawer.who")}</h3>
        <Select
          label={t("field.owner")}
          options={[{ key: NOTHING, label: t("filter.nobody") }, ...people]}
          value={touchpoint.owner?.id ?? NOTHING}
          onChange={(key) => keep({ owner: or(key) }, t("field.owner"))}
          disabled={!mayEdit}
        />
        <DepartmentField
          value={touchpoint.department}
          departments={inventory.departments}
          disabled={!mayEdit}
          onChange={(department) => keep({ department }, t("field.department"))}
        />
        {inventory.audiences.length > 0 && (
          <CheckboxGroup
            label={t("field.audiences")}
            hint={t("field.audiencesHint")}
            value={touchpoint.audiences.map(({ key }) => key)}
            onChange={(audiences) => mayEdit && keep({ audiences }, t("field.audiences"))}
            options={inventory.audiences.map((one) => ({ key: one.key, label: one.label }))}
          />
        )}
      </div>
      <div className={styles.part}>
        <h3>{t("drawer.weight")}</h3>
        <Level
          label={t("field.importance")}
          note={t("field.importanceHint")}
          value={touchpoint.importance}
          from={1}
          onChange={(importance) => mayEdit && keep({ importance: importance ?? 3 }, t("field.importance"))}
        />
        <Switch
          isSelected={touchpoint.moment_of_truth}
          isDisabled={!mayEdit}
          onChange={(moment_of_truth) => keep({ moment_of_truth }, capital(t("card.moment")))}
        >
          {t("field.moment")}
        </Switch>
        {card.planned ? (
          <p className="soft">{t("drawer.measured")}</p>
        ) : (
          <Level
            open
            label={t("field.ours")}
            note={t("field.oursHint")}
            value={touchpoint.our_attention}
            from={0}
            onChange={(our_attention) => mayEdit && keep({ our_attention }, t("field.ours"))}
          />
        )}
        <Level
          open
          label={t("field.industry")}
          note={t("field.industryHint")}
          value={touchpoint.industry_attention}
          from={0}
          onChange={(industry_attention) => mayEdit && keep({ industry_attention }, t("field.industry"))}
        />
      </div>
      <div className={styles.part}>
        <TextField
          label={t("field.note")}
          lines={3}
          value={note ?? touchpoint.note ?? ""}
          onChange={setNote}
          isDisabled={!mayEdit}
          onBlur={() => {
            const words = note?.trim();
            setNote(null);
            if (words !== undefined && words !== (touchpoint.note ?? "")) {
              keep({ note: words === "" ? null : words }, t("field.note"));
            }
          }}
        />
      </div>
      {mayEdit && (
        <div className={styles.part}>
          <p className="small soft">{t("drawer.removeWhy")}</p>
          <div>
            <Button look="danger" size="s" onPress={() => void onRemove()}>
              {t("drawer.remove")}
            </Button>
          </div>
        </div>
      )}
    </fieldset>
  );
}

interface ExistenceProps {
  readonly card: Card;
  readonly edits: Edits;
  readonly mayEdit: boolean;
}

/** Whether it is there. What is over needs a reason before it is kept. */
function ExistenceField({ card, edits, mayEdit }: ExistenceProps) {
  const { t } = useTranslation("design/inventory");
  const { touchpoint } = card;
  const [wanted, setWanted] = useState<Existence | null>(null);
  const [reason, setReason] = useState(touchpoint.reason ?? "");
  const [lacking, setLacking] = useState(false);
  const over = (existence: Existence) => existence === "retired" || existence === "not_applicable";
  const keep = (existence: Existence, why?: string) => {
    const words = t("done.state", { label: touchpoint.label, state: stateWord(t, existence) });
    void edits.change([touchpoint.id], { existence, ...(why === undefined ? {} : { reason: why }) }, words);
  };
  const shown = wanted ?? touchpoint.existence;
  return (
    <>
      <Select
        label={t("field.existence")}
        options={EXISTENCES.map((key) => ({ key, label: stateWord(t, key), note: t(`stateIs.${key}`) }))}
        value={shown}
        disabled={!mayEdit}
        onChange={(existence) => {
          setLacking(false);
          if (over(existence) && existence !== touchpoint.existence) return setWanted(existence);
          setWanted(null);
          if (existence !== touchpoint.existence) keep(existence);
        }}
      />
      {over(shown) && (
        <TextField
          label={t("field.reason")}
          hint={t("field.reasonHint")}
          lines={2}
          value={reason}
          onChange={setReason}
          isDisabled={!mayEdit}
          error={lacking ? t("field.reasonLacks") : undefined}
          onBlur={() => {
            const why = reason.trim();
            if (wanted === null && why !== "" && why !== touchpoint.reason) {
              void edits.change(
                [touchpoint.id],
                { reason: why },
                t("done.field", { field: t("field.reason"), label: touchpoint.label }),
              );
            }
          }}
        />
      )}
      {wanted !== null && (
        <div style={{ display: "flex", gap: 8 }}>
          <Button
            look="go"
            size="s"
            onPress={() => {
              if (reason.trim() === "") return setLacking(true);
              keep(wanted, reason.trim());
              setWanted(null);
            }}
          >
            {t(wanted === "retired" ? "drawer.retire" : "drawer.notApplicable")}
          </Button>
          <Button size="s" onPress={() => setWanted(null)}>
            {t("drawer.leave")}
          </Button>
        </div>
      )}
    </>
  );
}

interface DepartmentProps {
  readonly value: string | null;
  readonly departments: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (department: string | null) => void;
}

export function DepartmentField({ value, departments, disabled, onChange }: DepartmentProps) {
  const { t } = useTranslation("design/inventory");
  const known = value !== null && !departments.includes(value) ? [...departments, value] : departments;
  const keep = (text: string) => {
    const name = text.trim() === "" ? null : text.trim();
    if (name !== value) onChange(name);
  };
  return (
    <ComboBox
      label={t("field.department")}
      placeholder={t("field.departmentHint")}
      options={known.map((one) => ({ key: one, label: one }))}
      value={value}
      disabled={disabled}
      // While somebody types nothing is chosen; what counts is what stands there in the end.
      onChange={(key) => {
        if (key !== null) keep(key);
      }}
      onCustom={keep}
    />
  );
}
