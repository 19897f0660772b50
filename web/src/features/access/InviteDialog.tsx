import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Role } from "../../app/me";
import { isProblem } from "../../lib/problem";
import { useFormat } from "../../lib/useFormat";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checkbox";
import { CopyField } from "../../ui/CopyField";
import { Acts, Dialog } from "../../ui/Dialog";
import { ErrorLine } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { type Invitation, useInvitePerson } from "./queries";
import { roles } from "./roles";

/** First whom and as what, then the link to hand over. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("access");
  const invite = useInvitePerson();
  const close = () => {
    invite.reset();
    onClose();
  };
  const made = invite.data;
  return (
    <Dialog
      title={made ? t("people.linkTitle", { email: made.email }) : t("people.invite")}
      open={open}
      onClose={close}
      stays={made !== undefined}
    >
      {made ? <Handover invitation={made} onDone={close} /> : <InviteForm invite={invite} onCancel={close} />}
    </Dialog>
  );
}

function InviteForm({ invite, onCancel }: { invite: ReturnType<typeof useInvitePerson>; onCancel: () => void }) {
  const { t } = useTranslation("access");
  const app = useTranslation();
  const [role, setRole] = useState<Role>("analyst");
  const fields = isProblem(invite.error) ? invite.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) =>
    invite.mutate({ email: String(new FormData(event.currentTarget).get("email")), role });
  return (
    <Form onSubmit={submit}>
      <TextField
        label={t("people.emailLabel")}
        hint={t("people.emailHint")}
        name="email"
        type="email"
        autoComplete="off"
        isRequired
        autoFocus
        error={fields.email}
      />
      <RadioGroup
        label={t("people.roleLabel")}
        value={role}
        onChange={setRole}
        options={roles.map((each) => ({ key: each, label: app.t(`roles.${each}`), note: t(`roleIs.${each}`) }))}
      />
      {Object.keys(fields).length === 0 && <ErrorLine error={invite.error} />}
      <Acts>
        <Button onPress={onCancel}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={invite.isPending}>
          {t("people.makeLink")}
        </Button>
      </Acts>
    </Form>
  );
}

function Handover({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
  const { t } = useTranslation("access");
  const app = useTranslation();
  const format = useFormat();
  // The server may know only the path, not under which name it is reached from here.
  const link = new URL(invitation.link ?? "", location.origin).href;
  const words = t("people.linkWhat", {
    role: app.t(`roles.${invitation.role}`),
    until: format.day(invitation.expires_at),
  });
  return (
    <>
      <p className="soft">{words}</p>
      <CopyField label={t("people.link")} value={link} />
      <Acts>
        <Button look="go" onPress={onDone}>
          {t("people.done")}
        </Button>
      </Acts>
    </>
  );
}
