import { useState } from "react";
import { TextField as AriaTextField, Input } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import fields from "../../../../ui/Field.module.css";
import { Form } from "../../../../ui/Form";
import { Tabs } from "../../../../ui/Tabs";
import { TextField } from "../../../../ui/TextField";
import { toast } from "../../../../ui/toasts";
import { useProblemWords } from "../../../../ui/useProblemWords";
import { useEditAudiences, useEditPlaces } from "../queries";
import type { Audience, Inventory, Place } from "../types";
import styles from "./dialogs.module.css";

/** What the grid is made of: stages across, channels down, and for whom. */
export default function PlacesDialog({ inventory, onClose }: { inventory: Inventory; onClose: () => void }) {
  const { t } = useTranslation("design/inventory");
  const [kind, setKind] = useState("stages");
  return (
    <Dialog title={t("places.title")} open wide onClose={onClose}>
      <Tabs
        label={t("places.title")}
        selected={kind}
        onSelect={setKind}
        items={[
          { key: "stages", label: t("places.stages"), panel: <Places kind="stages" places={inventory.stages} /> },
          {
            key: "channels",
            label: t("places.channels"),
            panel: <Places kind="channels" places={inventory.channels} />,
          },
          { key: "audiences", label: t("places.audiences"), panel: <Audiences audiences={inventory.audiences} /> },
        ]}
      />
      <Acts>
        <Button onPress={onClose}>{t("drawer.close")}</Button>
      </Acts>
    </Dialog>
  );
}

function useTell() {
  const words = useProblemWords();
  return (error: unknown) => {
    const { title, what } = words(error);
    toast(`${title}. ${what}`, { failed: true });
  };
}

function Places({ kind, places }: { kind: "stages" | "channels"; places: readonly Place[] }) {
  const { t } = useTranslation("design/inventory");
  const { add, rename, order, remove } = useEditPlaces(kind);
  const tell = useTell();
  const [label, setLabel] = useState("");
  const sorted = [...places].sort((a, b) => a.position - b.position);
  const shift = (at: number, by: -1 | 1) => {
    const keys = sorted.map(({ key }) => key);
    const [key] = keys.splice(at, 1);
    if (key !== undefined) keys.splice(at + by, 0, key);
    order.mutate(keys, { onError: tell });
  };
  return (
    <>
      <p className="soft">{t(`places.${kind}Hint`)}</p>
      <ul className={styles.list}>
        {sorted.map((place, at) => (
          <li key={place.id}>
            <NameField
              label={t("places.name", { label: place.label })}
              value={place.label}
              onKeep={(name) => rename.mutate({ id: place.id, label: name }, { onError: tell })}
            />
            <span className={styles.order}>
              <Button
                size="s"
                look="quiet"
                isDisabled={at === 0}
                aria-label={t("places.before", { label: place.label })}
                onPress={() => shift(at, -1)}
              >
                ↑
              </Button>
              <Button
                size="s"
                look="quiet"
                isDisabled={at === sorted.length - 1}
                aria-label={t("places.after", { label: place.label })}
                onPress={() => shift(at, 1)}
              >
                ↓
              </Button>
              <Button
                size="s"
                look="quiet"
                aria-label={t("places.removeNamed", { label: place.label })}
                onPress={() => remove.mutate(place.id, { onError: tell })}
              >
                {t("places.remove")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <Form
        onSubmit={() => {
          if (label.trim() !== "") add.mutate({ label: label.trim() }, { onSuccess: () => setLabel("") });
        }}
      >
        <TextField
          label={t(`places.${kind}New`)}
          value={label}
          onChange={setLabel}
          maxLength={80}
          error={isProblem(add.error) ? (add.error.byField.label ?? undefined) : undefined}
          action={
            <Button type="submit" pending={add.isPending}>
              {t("places.add")}
            </Button>
          }
        />
        {add.error && !(isProblem(add.error) && add.error.byField.label) && <ErrorLine error={add.error} />}
      </Form>
    </>
  );
}

/** A name that is kept when it is left. */
function NameField({ label, value, onKeep }: { label: string; value: string; onKeep: (name: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    const name = draft?.trim();
    setDraft(null);
    if (name && name !== value) onKeep(name);
  };
  return (
    <AriaTextField
      className={styles.placeName ?? ""}
      aria-label={label}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={keep}
      maxLength={80}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        event.continuePropagation();
      }}
    >
      <Input className={fields.input} />
    </AriaTextField>
  );
}

function Audiences({ audiences }: { audiences: readonly Audience[] }) {
  const { t } = useTranslation("design/inventory");
  const { add, change, remove } = useEditAudiences();
  const tell = useTell();
  const [label, setLabel] = useState("");
  const [filter, setFilter] = useState("");
  const errors = isProblem(add.error) ? add.error.byField : {};
  return (
    <>
      <p className="soft">{t("places.audiencesHint")}</p>
      <ul className={styles.list}>
        {audiences.map((audience) => (
          <li key={audience.id}>
            <div>
              <NameField
                label={t("places.name", { label: audience.label })}
                value={audience.label}
                onKeep={(name) => change.mutate({ id: audience.id, label: name }, { onError: tell })}
              />
              {audience.filter.length > 0 && <small>{audience.filter.join(" · ")}</small>}
            </div>
            <Button
              size="s"
              look="quiet"
              aria-label={t("places.removeNamed", { label: audience.label })}
              onPress={() => remove.mutate(audience.id, { onError: tell })}
            >
              {t("places.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Form
        onSubmit={() => {
          if (label.trim() === "") return;
          const conditions = filter.split(/\s*[\n;]\s*/).filter((one) => one !== "");
          add.mutate(
            { label: label.trim(), filter: conditions },
            {
              onSuccess: () => {
                setLabel("");
                setFilter("");
              },
            },
          );
        }}
      >
        <TextField
          label={t("places.audiencesNew")}
          value={label}
          onChange={setLabel}
          maxLength={80}
          error={errors.label}
        />
        <TextField
          label={t("places.filter")}
          hint={t("places.filterHint")}
          placeholder="attr.tier=premier"
          value={filter}
          onChange={setFilter}
          error={errors.filter}
        />
        {add.error && !errors.label && !errors.filter && <ErrorLine error={add.error} />}
        <Acts>
          <Button type="submit" pending={add.isPending}>
            {t("places.add")}
          </Button>
        </Acts>
      </Form>
    </>
  );
}
