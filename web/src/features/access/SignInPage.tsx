import { getRouteApi } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Door } from "../../app/Door";
import { isProblem } from "../../lib/problem";
import { Button } from "../../ui/Button";
import { ErrorLine } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { useTitle } from "../../ui/useTitle";
import { PasswordField } from "./PasswordField";
import { useSignIn } from "./queries";

const route = getRouteApi("/sign-in");

export default function SignInPage() {
  const { t } = useTranslation("access");
  const { back } = route.useSearch();
  const signIn = useSignIn(back);
  const fields = isProblem(signIn.error) ? signIn.error.byField : {};
  useTitle(t("signIn.title"));

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    signIn.mutate({ email: String(data.get("email")), password: String(data.get("password")) });
  };
  return (
    <Door>
      <h1>{t("signIn.title")}</h1>
      <Form onSubmit={submit}>
        <TextField
          label={t("signIn.email")}
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          autoFocus
          error={fields.email}
        />
        <PasswordField label={t("signIn.password")} name="password" kind="current" error={fields.password} />
        {Object.keys(fields).length === 0 && <ErrorLine error={signIn.error} />}
        <Button type="submit" look="go" wide pending={signIn.isPending}>
          {t("signIn.do")}
        </Button>
        <p className="soft">{t("signIn.help")}</p>
      </Form>
    </Door>
  );
}
