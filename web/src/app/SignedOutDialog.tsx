import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { http, onSessionExpired } from "../lib/http";
import { Button } from "../ui/Button";
import { Acts, Dialog } from "../ui/Dialog";
import { ErrorLine } from "../ui/ErrorState";
import { Form } from "../ui/Form";
import { TextField } from "../ui/TextField";
import { type Me, meQuery, useMe } from "./me";
import { enter } from "./session";

/** The session ended while the page was open. It stays as it is underneath, with all that was typed. */
export function SignedOutDialog() {
  const { t } = useTranslation();
  const me = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useEffect(() => onSessionExpired(() => setOpen(true)), []);

  const signIn = useMutation({
    mutationFn: (password: string) => http.post<Me>("/v1/session", { email: me.person.email, password }),
    onSuccess: async (now) => {
      setOpen(false);
      queryClient.setQueryData(meQuery.queryKey, now);
      if (now.organization.id === me.organization.id) await queryClient.invalidateQueries();
      else await enter(queryClient, now);
    },
  });
  const leave = async () => {
    setOpen(false);
    queryClient.setQueryData(meQuery.queryKey, null);
    await router.navigate({ to: "/sign-in" });
    queryClient.clear();
  };
  const submit = (event: FormEvent<HTMLFormElement>) =>
    signIn.mutate(String(new FormData(event.currentTarget).get("password")));
  return (
    <Dialog title={t("state.expired")} open={open} onClose={() => setOpen(false)} stays>
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
          <Button look="quiet" onPress={leave}>
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
