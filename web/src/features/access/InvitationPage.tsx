import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Door } from "../../app/Door";
import { PagePending } from "../../app/PagePending";
import { isProblem } from "../../lib/problem";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorLine, ErrorState } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { useTitle } from "../../ui/useTitle";
import { PasswordField } from "./PasswordField";
import { invitationQuery, useAcceptInvitation } from "./queries";

const route = getRouteApi("/invitation/$token");

export default function InvitationPage() {
  const { t, i18n } = useTranslation("access");
  const app = useTranslation();
  const { token } = route.useParams();
  const invitation = useQuery(invitationQuery(token));
  const accept = useAcceptInvitation(token);
  const fields = isProblem(accept.error) ? accept.error.byField : {};
  useTitle(t("invitation.title", { organization: invitation.data?.organization ?? "Touchstone" }));

  if (invitation.isPending) {
    return (
      <Door>
        <PagePending />
      </Door>
    );
  }
  if (invitation.isError) {
    const gone = isProblem(invitation.error) && [404, 410].includes(invitation.error.status);
    return (
      <Door>
        {gone ? (
          <EmptyState level={1} title={t("invitation.goneTitle")}>
            {t("invitation.gone")}
          </EmptyState>
        ) : (
          <ErrorState level={1} error={invitation.error} onRetry={() => invitation.refetch()} />
        )}
      </Door>
    );
  }
  const { organization, email, role, has_account } = invitation.data;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    accept.mutate({
      name: String(data.get("name") ?? ""),
      password: String(data.get("password")),
      locale: i18n.language,
    });
  };
  return (
    <Door>
      <h1>{t("invitation.title", { organization })}</h1>
      <Form onSubmit={submit}>
        <p className="soft">
          {t("invitation.intro", { role: app.t(`roles.${role}`) })} {t(`roleIs.${role}`)}
        </p>
        <TextField label={t("invitation.email")} type="email" autoComplete="username" value={email} isReadOnly />
        {has_account ? (
          <p>{t("invitation.knownIntro")}</p>
        ) : (
          <TextField
            label={t("invitation.name")}
            name="name"
            autoComplete="name"
            isRequired
            autoFocus
            error={fields.name}
          />
        )}
        <PasswordField
          label={t("invitation.password")}
          name="password"
          kind={has_account ? "current" : "new"}
          error={fields.password}
        />
        {Object.keys(fields).length === 0 && <ErrorLine error={accept.error} />}
        <Button type="submit" look="go" wide pending={accept.isPending}>
          {t("invitation.do")}
        </Button>
      </Form>
    </Door>
  );
}
