import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Acts, Dialog } from "../ui/Dialog";
import { ErrorLine } from "../ui/ErrorState";
import { Form } from "../ui/Form";
import { TextField } from "../ui/TextField";
import { useMe } from "./me";
import { useLeave, useSignInAgain } from "./queries";

/** The session ended while the page was open. It stays as it is underneath, with all that was typed. */
export default function SignedOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const signIn = useSignInAgain(me);
  const leave = useLeave();
  const submit = (event: FormEvent<HTMLFormElement>) =>
    signIn.mutate(String(new FormData(event.currentTarget).get("password")), { onSuccess: onClose });
  return (
    <Dialog title={t("state.expired")} open onClose={onClose} stays>
      <Form onSubmit={submit}>
        <p className="soft">{t("state.expiredWhat")}</p>
        <TextField label={t("state.email")} value={me.person.email} type="email" autoComplete="username" isReadOnly />
        <TextField
          label={t("state.password")}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          autoFocus
        />
        <ErrorLine error={signIn.error} />
        <Acts>
          <Button
            look="quiet"
            onPress={() => {
              onClose();
              void leave();
            }}
          >
            {t("state.asSomebodyElse")}
          </Button>
          <Button type="submit" look="go" pending={signIn.isPending}>
            {t("state.signIn")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
