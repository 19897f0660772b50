import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/me";
import { isProblem } from "../../lib/problem";
import { Button } from "../../ui/Button";
import { CheckboxGroup } from "../../ui/Checkbox";
import { CopyField } from "../../ui/CopyField";
import { Acts, Dialog } from "../../ui/Dialog";
import { ErrorLine } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import styles from "./access.module.css";
import { useCreateToken } from "./queries";
import { scopes } from "./roles";

const expiries = { days30: 30, days90: 90, days365: 365, forever: null } as const;
type Expiry = keyof typeof expiries;

/** First what for, then the secret, once. */
export function CreateTokenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("access");
  const create = useCreateToken();
  const close = () => {
    create.reset();
    onClose();
  };
  const made = create.data;
  return (
    <Dialog
      title={t(made ? "tokens.secretTitle" : "tokens.create")}
      open={open}
      onClose={close}
      stays={made !== undefined}
    >
      {made ? <Handover secret={made.secret ?? ""} onDone={close} /> : <CreateForm create={create} onCancel={close} />}
    </Dialog>
  );
}

function CreateForm({ create, onCancel }: { create: ReturnType<typeof useCreateToken>; onCancel: () => void }) {
  const { t } = useTranslation("access");
  const app = useTranslation();
  const { permissions } = useMe();
  const [chosen, setChosen] = useState<string[]>(["record_signals"]);
  const [expiry, setExpiry] = useState<Expiry>("days90");
  const [noneChosen, setNoneChosen] = useState(false);
  const fields = isProblem(create.error) ? create.error.byField : {};

  const submit = (event: FormEvent<HTMLFormElement>) => {
    setNoneChosen(chosen.length === 0);
    if (chosen.length === 0) return;
    const name = String(new FormData(event.currentTarget).get("name"));
    const days = expiries[expiry];
    const until = days === null ? {} : { expires_at: new Date(Date.now() + days * 86_400_000).toISOString() };
    create.mutate({ name, scopes: chosen, ...until });
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={t("tokens.nameLabel")}
        hint={t("tokens.nameHint")}
        name="name"
        autoComplete="off"
        isRequired
        autoFocus
        error={fields.name}
      />
      <CheckboxGroup
        label={t("tokens.scopesLabel")}
        value={chosen}
        onChange={setChosen}
        error={noneChosen && chosen.length === 0 ? t("tokens.scopesNone") : fields.scopes}
        options={scopes
          .filter((scope) => permissions.includes(scope))
          .map((scope) => ({ key: scope, label: t(`may.${scope}`) }))}
      />
      <Select
        label={t("tokens.expiryLabel")}
        options={(Object.keys(expiries) as Expiry[]).map((key) => ({ key, label: t(`tokens.${key}`) }))}
        value={expiry}
        onChange={setExpiry}
        error={fields.expires_at}
      />
      {Object.keys(fields).length === 0 && <ErrorLine error={create.error} />}
      <Acts>
        <Button onPress={onCancel}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={create.isPending}>
          {t("tokens.make")}
        </Button>
      </Acts>
    </Form>
  );
}

function Handover({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTranslation("access");
  return (
    <>
      <p className="soft">{t("tokens.secretWhat")}</p>
      <CopyField label={t("tokens.secret")} value={secret} />
      <div>
        <p className="soft">{t("tokens.use")}</p>
        <code className={styles.code}>Authorization: Bearer {secret.slice(0, 12)}…</code>
      </div>
      <Acts>
        <Button look="go" onPress={onDone}>
          {t("tokens.done")}
        </Button>
      </Acts>
    </>
  );
}
