import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { http } from "../lib/http";
import { Button } from "../ui/Button";
import { Acts, Dialog } from "../ui/Dialog";
import { ErrorLine } from "../ui/ErrorState";
import { Form } from "../ui/Form";
import { TextField } from "../ui/TextField";
import { type Me, meQuery, useMe } from "./me";
import { enter } from "./session";

/** The session ended while the page was open. It stays as it is underneath, with all that was typed. */
export default function SignedOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();

  const signIn = useMutation({
    mutationFn: (password: string) => http.post<Me>("/v1/session", { email: me.person.email, password }),
    onSuccess: async (now) => {
      onClose();
      queryClient.setQueryData(meQuery.queryKey, now);
      if (now.organization.id === me.organization.id) {
        await queryClient.invalidateQueries();
        // Pages that could not load for want of a session try again.
        await router.invalidate();
      } else await enter(queryClient, now);
    },
  });
  const leave = async () => {
    onClose();
    queryClient.setQueryData(meQuery.queryKey, null);
    await router.navigate({ to: "/sign-in" });
    queryClient.clear();
  };
  const submit = (event: FormEvent<HTMLFormElement>) =>
    signIn.mutate(String(new FormData(event.currentTarget).get("password")));
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
