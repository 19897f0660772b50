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
import { type Client, KINDS, type Kind, useChangeClient, useColleagues } from "../queries";

const nobody = "-";

/** What a client is called, what it is and who answers for it. */
export function EditClientDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useTranslation("clients");
  const app = useTranslation();
  const change = useChangeClient(client.id);
  const { done } = useTell();
  const colleagues = useColleagues().data ?? [];
  const [kind, setKind] = useState<Kind>(client.kind);
  const [owner, setOwner] = useState(client.owner?.id ?? nobody);
  const fields = isProblem(change.error) ? change.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    const before = { name: client.name, kind: client.kind, owner: client.owner?.id ?? null };
    change.mutate(
      { name: name === "" ? null : name, kind, owner: owner === nobody ? null : owner },
      {
        onSuccess: (changed) => {
          onClose();
          done(t("change.done", { name: changed.name ?? changed.key }), () => change.mutateAsync(before));
        },
      },
    );
  };
  return (
    <Dialog title={t("change.title")} open onClose={onClose}>
      <Form onSubmit={submit}>
        <TextField
          label={t("new.name")}
          name="name"
          defaultValue={client.name ?? ""}
          maxLength={200}
          autoFocus
          error={fields.name}
        />
        <RadioGroup
          label={t("new.kind")}
          value={kind}
          onChange={setKind}
          options={KINDS.map((each) => ({ key: each, label: t(`kind.${each}`), note: t(`kindIs.${each}`) }))}
        />
        <Select
          label={t("new.owner")}
          options={[{ key: nobody, label: t("strip.noOwner") }, ...colleagues]}
          value={owner}
          onChange={setOwner}
          error={fields.owner}
        />
        {Object.keys(fields).length === 0 && <ErrorLine error={change.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={change.isPending}>
            {t("change.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
