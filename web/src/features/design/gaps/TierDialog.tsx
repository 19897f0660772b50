import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { type Tier, useAttributes, useSaveTier } from "./queries";

/** Which clients a tier holds, and how long nobody of them stays without a word. */
export function TierDialog({ tier, onClose }: { tier: Tier | "new" | null; onClose: () => void }) {
  const { t } = useTranslation("design/gaps");
  const title = tier === "new" || tier === null ? t("rules.addTier") : t("rules.changeOf", { label: tier.label });
  return (
    <Dialog title={title} open={tier !== null} onClose={onClose}>
      {tier !== null && <TierForm known={tier === "new" ? null : tier} onClose={onClose} />}
    </Dialog>
  );
}

function TierForm({ known, onClose }: { known: Tier | null; onClose: () => void }) {
  const { t } = useTranslation("design/gaps");
  const { t: app } = useTranslation();
  const save = useSaveTier();
  const attributes = useAttributes().data?.attributes ?? [];
  const [attribute, setAttribute] = useState<string | null>(known?.attribute ?? null);
  const [value, setValue] = useState<string | null>(known?.value ?? null);
  const fields = isProblem(save.error) ? save.error.byField : {};
  const values = attributes.find(({ key }) => key === attribute)?.values ?? [];
  return (
    <Form
      onSubmit={(event) => {
        const form = new FormData(event.currentTarget);
        const days = String(form.get("days") ?? "").trim();
        save.mutate(
          {
            ...(known ? { id: known.id } : {}),
            label: String(form.get("label")),
            attribute: attribute ?? String(form.get("attribute") ?? ""),
            value: value ?? String(form.get("value") ?? ""),
            max_silence_days: days === "" ? null : Number(days),
          },
          { onSuccess: onClose },
        );
      }}
    >
      <TextField
        label={t("rules.tierLabel")}
        name="label"
        defaultValue={known?.label ?? ""}
        error={fields.label ?? fields.key}
        isRequired
        autoFocus
      />
      {attributes.length > 0 ? (
        <>
          <Select
            label={t("rules.attribute")}
            hint={t("rules.attributeHint")}
            options={attributes.map(({ key, label }) => ({ key, label }))}
            value={attribute}
            onChange={(key) => {
              setAttribute(key);
              setValue(null);
            }}
            error={fields.attribute}
          />
          <Select
            label={t("rules.value")}
            options={values.map(({ code, label }) => ({ key: code, label }))}
            value={value}
            onChange={setValue}
            disabled={attribute === null}
            error={fields.value}
          />
        </>
      ) : (
        <>
          <TextField
            label={t("rules.attribute")}
            hint={t("rules.attributeHint")}
            name="attribute"
            defaultValue={known?.attribute ?? "tier"}
            error={fields.attribute}
            isRequired
          />
          <TextField
            label={t("rules.value")}
            name="value"
            defaultValue={known?.value ?? ""}
            error={fields.value}
            isRequired
          />
        </>
      )}
      <TextField
        label={t("rules.days")}
        hint={t("rules.daysHint")}
        name="days"
        type="number"
        inputMode="numeric"
        defaultValue={known?.max_silence_days == null ? "" : String(known.max_silence_days)}
        error={fields.max_silence_days}
      />
      {!Object.keys(fields).length && <ErrorLine error={save.error} />}
      <Acts>
        <Button onPress={onClose}>{app("act.cancel")}</Button>
        <Button type="submit" look="go" pending={save.isPending}>
          {t("rules.save")}
        </Button>
      </Acts>
    </Form>
  );
}
