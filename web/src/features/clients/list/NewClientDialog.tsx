import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import { KINDS, type Kind, useColleagues, useCreateClient } from "../queries";

const nobody = "-";

/** A client by hand: a name is enough; the page that opens then asks for the rest. */
export function NewClientDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("clients");
  const app = useTranslation();
  const navigate = useNavigate();
  const create = useCreateClient();
  const { done } = useTell();
  const colleagues = useColleagues().data ?? [];
  const [kind, setKind] = useState<Kind>("household");
  const [owner, setOwner] = useState(nobody);
  const fields = isProblem(create.error) ? create.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const key = text("key");
    create.mutate(
      { name: text("name"), kind, ...(key === "" ? {} : { key }), ...(owner === nobody ? {} : { owner }) },
      {
        onSuccess: (made) => {
          done(t("new.done", { name: made.name ?? made.key }));
          void navigate({ to: "/clients/$clientId", params: { clientId: made.id } });
        },
      },
    );
  };
  return (
    <Dialog title={t("new.title")} open onClose={onClose}>
      <Form onSubmit={submit}>
        <TextField label={t("new.name")} name="name" maxLength={200} isRequired autoFocus error={fields.name} />
        <RadioGroup
          label={t("new.kind")}
          value={kind}
          onChange={setKind}
          options={KINDS.map((each) => ({ key: each, label: t(`kind.${each}`), note: t(`kindIs.${each}`) }))}
        />
        <TextField label={t("new.key")} hint={t("new.keyHint")} name="key" maxLength={200} error={fields.key} />
        {colleagues.length > 0 && (
          <Select
            label={t("new.owner")}
            options={[{ key: nobody, label: t("strip.noOwner") }, ...colleagues]}
            value={owner}
            onChange={setOwner}
            error={fields.owner}
          />
        )}
        {Object.keys(fields).length === 0 && <ErrorLine error={create.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={create.isPending}>
            {t("new.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
