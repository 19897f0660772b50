import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Door } from "../../app/Door";
import { setupQuery } from "../../app/queries";
import { isProblem } from "../../lib/problem";
import { ownTimeZone, zoneOptions } from "../../lib/zones";
import { Button, LinkButton } from "../../ui/Button";
import { ComboBox } from "../../ui/ComboBox";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorLine } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { useTitle } from "../../ui/useTitle";
import { PasswordField } from "./PasswordField";
import { useSetUp } from "./queries";

const route = getRouteApi("/setup");

/** The first run: one link, one form, then the cockpit. */
export default function SetupPage() {
  const { t } = useTranslation("access");
  const { token } = route.useSearch();
  const { data } = useSuspenseQuery(setupQuery);
  useTitle(t("setup.title"));
  // beside the demo, whose owner can sign in, the link still works: the server knows
  if (!data.needed && !token) {
    const action = (
      <LinkButton to="/sign-in" look="go">
        {t("setup.toSignIn")}
      </LinkButton>
    );
    return (
      <Door>
        <EmptyState level={1} title={t("setup.doneTitle")} action={action}>
          {t("setup.done")}
        </EmptyState>
      </Door>
    );
  }
  if (!token) {
    return (
      <Door>
        <EmptyState level={1} title={t("setup.noTokenTitle")}>
          {t("setup.noToken")}
        </EmptyState>
      </Door>
    );
  }
  return (
    <Door>
      <h1>{t("setup.title")}</h1>
      <SetupForm token={token} />
    </Door>
  );
}

function SetupForm({ token }: { token: string }) {
  const { t, i18n } = useTranslation("access");
  const [zone, setZone] = useState<string | null>(ownTimeZone);
  const zones = useMemo(zoneOptions, []);
  const setUp = useSetUp();
  const fields = isProblem(setUp.error) ? setUp.error.byField : {};

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name));
    setUp.mutate({
      token,
      organization: text("organization"),
      time_zone: zone ?? "UTC",
      name: text("name"),
      email: text("email"),
      password: text("password"),
      locale: i18n.language,
    });
  };
  return (
    <Form onSubmit={submit}>
      <p className="soft">{t("setup.intro")}</p>
      <TextField
        label={t("setup.organization")}
        name="organization"
        autoComplete="organization"
        isRequired
        autoFocus
        error={fields.organization}
      />
      <ComboBox
        label={t("setup.zone")}
        options={zones}
        value={zone}
        onChange={setZone}
        hint={t("setup.zoneHint")}
        error={fields.time_zone}
      />
      <TextField label={t("setup.name")} name="name" autoComplete="name" isRequired error={fields.name} />
      <TextField
        label={t("setup.email")}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        hint={t("setup.emailHint")}
        error={fields.email}
      />
      <PasswordField label={t("setup.password")} name="password" kind="new" error={fields.password} />
      {Object.keys(fields).length === 0 && <ErrorLine error={setUp.error} />}
      <Button type="submit" look="go" wide pending={setUp.isPending}>
        {t("setup.do")}
      </Button>
    </Form>
  );
}
