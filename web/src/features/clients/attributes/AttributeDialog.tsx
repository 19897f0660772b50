import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import { keyOf } from "../parts/keys";
import { ATTRIBUTE_KINDS, type AttributeDefinition, type AttributeKind, useSaveAttribute } from "../queries";

export function AttributeDialog({
  definition,
  onClose,
}: {
  definition: AttributeDefinition | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("clients");
  const app = useTranslation();
  const save = useSaveAttribute();
  const { done } = useTell();
  const [kind, setKind] = useState<AttributeKind>(definition?.kind ?? "text");
  const [label, setLabel] = useState(definition?.label ?? "");
  const [key, setKey] = useState<string | null>(definition?.key ?? null);
  const fields = isProblem(save.error) ? save.error.byField : {};
  return (
    <Dialog
      title={definition ? t("attributes.changeOf", { label: definition.label }) : t("attributes.add")}
      open
      onClose={onClose}
    >
      <Form
        onSubmit={(event) => {
          const data = new FormData(event.currentTarget);
          const text = (name: string) => String(data.get(name) ?? "").trim();
          const choices = text("choices")
            .split(/\n+/)
            .map((line) => line.trim())
            .filter((line) => line !== "");
          const form = {
            key: key ?? keyOf(label),
            label: label.trim(),
            kind,
            choices: kind === "choice" ? choices : [],
            benefit_to_client: text("benefit"),
          };
          save.mutate(
            { isNew: definition === null, form },
            {
              onSuccess: () => {
                onClose();
                done(t(definition ? "attributes.changed" : "attributes.added", { label: form.label }));
              },
            },
          );
        }}
      >
        <TextField
          label={t("attributes.label")}
          hint={t("attributes.labelHint")}
          value={label}
          onChange={setLabel}
          maxLength={120}
          isRequired
          autoFocus
          error={fields.label}
        />
        <TextField
          label={t("attributes.benefit")}
          hint={t("attributes.benefitHint")}
          name="benefit"
          lines={2}
          maxLength={500}
          defaultValue={definition?.benefit_to_client ?? ""}
          isRequired
          error={fields.benefit_to_client}
        />
        {!definition && (
          <Select
            label={t("attributes.kind")}
            options={ATTRIBUTE_KINDS.map((each) => ({ key: each, label: t(`attributeKind.${each}`) }))}
            value={kind}
            onChange={setKind}
            error={fields.kind}
          />
        )}
        {kind === "choice" && (
          <TextField
            label={t("attributes.choices")}
            hint={t("contact.oneALine")}
            name="choices"
            lines={4}
            defaultValue={definition?.choices.join("\n") ?? ""}
            isRequired
            error={fields.choices}
          />
        )}
        {!definition && (
          <TextField
            label={t("attributes.key")}
            hint={t("attributes.keyHint")}
            value={key ?? keyOf(label)}
            onChange={(next) => setKey(next === "" ? null : next)}
            maxLength={120}
            error={fields.key}
          />
        )}
        {Object.keys(fields).length === 0 && <ErrorLine error={save.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={save.isPending}>
            {t(definition ? "attributes.save" : "attributes.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
