import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import { useTell } from "../../../../ui/useTell";
import { type AttributeDefinition, useChangeClient } from "../../queries";

type Props = { clientId: string; definition: AttributeDefinition; value: string | null; onClose: () => void };

const nothing = "-";

/** What is known under one name; an empty value says that it is no longer known. */
export function ValueDialog({ clientId, definition, value, onClose }: Props) {
  const { t } = useTranslation("clients");
  const app = useTranslation();
  const change = useChangeClient(clientId);
  const { done } = useTell();
  const [text, setText] = useState(value ?? "");
  const fields = isProblem(change.error) ? change.error.byField : {};
  const error = Object.values(fields)[0];
  const { key, label, kind, choices } = definition;
  const submit = () =>
    change.mutate(
      { attributes: { [key]: text.trim() } },
      {
        onSuccess: () => {
          onClose();
          done(t("known.saved", { label }), () => change.mutateAsync({ attributes: { [key]: value ?? "" } }));
        },
      },
    );
  const options =
    kind === "yes_no"
      ? [
          { key: "yes", label: t("known.yes") },
          { key: "no", label: t("known.no") },
        ]
      : choices.map((choice) => ({ key: choice, label: choice }));
  return (
    <Dialog title={label} open onClose={onClose}>
      <Form onSubmit={submit}>
        {kind === "choice" || kind === "yes_no" ? (
          <Select
            label={t("known.value")}
            hint={definition.benefit_to_client}
            options={[{ key: nothing, label: t("known.notKnown") }, ...options]}
            value={text === "" ? nothing : text}
            onChange={(next) => setText(next === nothing ? "" : next)}
            error={error}
          />
        ) : (
          <TextField
            label={t("known.value")}
            hint={definition.benefit_to_client}
            type={kind === "date" ? "date" : "text"}
            {...(kind === "number" ? { inputMode: "decimal" as const } : {})}
            value={text}
            onChange={setText}
            maxLength={1000}
            autoFocus
            error={error}
          />
        )}
        {!error && <ErrorLine error={change.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={change.isPending}>
            {t("known.save")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
