import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../lib/problem";
import { ownTimeZone, zoneOptions } from "../lib/zones";
import { Button } from "../ui/Button";
import { ComboBox } from "../ui/ComboBox";
import { Acts, Dialog } from "../ui/Dialog";
import { ErrorLine } from "../ui/ErrorState";
import { Form } from "../ui/Form";
import { TextField } from "../ui/TextField";
import { toast } from "../ui/toasts";
import { useCreateOrganization } from "./queries";

export default function NewOrganizationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCreateOrganization();
  const [zone, setZone] = useState<string | null>(ownTimeZone);
  const zones = useMemo(zoneOptions, []);
  const fields = isProblem(create.error) ? create.error.byField : {};

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const name = String(new FormData(event.currentTarget).get("name"));
    create.mutate(
      { name, time_zone: zone ?? "UTC" },
      {
        onSuccess: () => {
          onClose();
          toast(t("organization.switched", { name }));
        },
      },
    );
  };
  return (
    <Dialog title={t("organization.title")} open onClose={onClose}>
      <Form onSubmit={submit}>
        <p className="soft">{t("organization.hint")}</p>
        <TextField label={t("organization.name")} name="name" isRequired autoFocus error={fields.name} />
        <ComboBox
          label={t("organization.zone")}
          options={zones}
          value={zone}
          onChange={setZone}
          error={fields.time_zone}
        />
        {Object.keys(fields).length === 0 && <ErrorLine error={create.error} />}
        <Acts>
          <Button onPress={onClose}>{t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={create.isPending}>
            {t("organization.create")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
