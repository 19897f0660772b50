import { useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../app/me";
import { useChangeLanguage } from "../../app/queries";
import { languageNames, languages } from "../../i18n/languages";
import { isProblem } from "../../lib/problem";
import { zoneOptions } from "../../lib/zones";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { ComboBox } from "../../ui/ComboBox";
import { ErrorLine } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { PageHeader } from "../../ui/PageHeader";
import { Panel, PanelPart } from "../../ui/Panel";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { Time } from "../../ui/Time";
import { setTheme, type Theme, useTheme } from "../../ui/theme";
import { toast } from "../../ui/toasts";
import styles from "./access.module.css";
import { browserOf } from "./browsers";
import { PasswordField } from "./PasswordField";
import { type Session, sessionsQuery, useChangeMe, useChangeOrganization, useRevokeSession } from "./queries";

export default function SettingsPage() {
  const { t } = useTranslation("access");
  const me = useMe();
  const mayOrganization = useMay("manage_organization");
  return (
    <>
      <PageHeader title={t("settings.title", { organization: me.organization.name })} name={t("settings.name")} />
      <div className={styles.stack}>
        {mayOrganization && (
          <Panel>
            <PanelPart title={t("settings.organization")} aside={t("settings.organizationHint")}>
              {/* The key starts the form afresh in another organization. */}
              <OrganizationForm key={me.organization.id} />
            </PanelPart>
          </Panel>
        )}
        <Panel>
          <MyPart />
          <PanelPart title={t("settings.password")} aside={t("settings.passwordHint")}>
            <PasswordForm />
          </PanelPart>
        </Panel>
        <Panel>
          <PanelPart title={t("settings.sessions")} aside={t("settings.sessionsHint")}>
            <Sessions />
          </PanelPart>
        </Panel>
      </div>
    </>
  );
}

function OrganizationForm() {
  const { t } = useTranslation("access");
  const { organization } = useMe();
  const [zone, setZone] = useState<string | null>(organization.time_zone);
  const zones = useMemo(zoneOptions, []);
  const change = useChangeOrganization();
  const fields = isProblem(change.error) ? change.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const name = String(new FormData(event.currentTarget).get("name"));
    change.mutate({ name, time_zone: zone ?? organization.time_zone }, { onSuccess: () => toast(t("settings.saved")) });
  };
  return (
    <Form onSubmit={submit}>
      <div className={styles.half}>
        <TextField
          label={t("settings.organizationName")}
          name="name"
          defaultValue={organization.name}
          isRequired
          error={fields.name}
        />
        <ComboBox label={t("settings.zone")} options={zones} value={zone} onChange={setZone} error={fields.time_zone} />
      </div>
      <p className="soft">{t("settings.zoneHint")}</p>
      {Object.keys(fields).length === 0 && <ErrorLine error={change.error} />}
      <div className={styles.end}>
        <Button type="submit" pending={change.isPending}>
          {t("settings.saveOrganization")}
        </Button>
      </div>
    </Form>
  );
}

const themes: readonly Theme[] = ["system", "light", "dark"];

function MyPart() {
  const { t, i18n } = useTranslation("access");
  const app = useTranslation();
  const { person } = useMe();
  const theme = useTheme();
  const change = useChangeMe();
  const changeLanguage = useChangeLanguage();
  const fields = isProblem(change.error) ? change.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) =>
    change.mutate(
      { name: String(new FormData(event.currentTarget).get("name")) },
      { onSuccess: () => toast(t("settings.saved")) },
    );
  return (
    <PanelPart
      title={t("settings.me")}
      aside={t("settings.meHint", { email: person.email, role: app.t(`roles.${person.role}`) })}
    >
      <Form onSubmit={submit}>
        <TextField
          label={t("settings.myName")}
          name="name"
          autoComplete="name"
          defaultValue={person.name}
          isRequired
          error={fields.name}
          action={
            <Button type="submit" pending={change.isPending}>
              {t("settings.saveMe")}
            </Button>
          }
        />
        {Object.keys(fields).length === 0 && <ErrorLine error={change.error} />}
        <div className={styles.half}>
          <Select
            label={t("settings.language")}
            options={languages.map((key) => ({ key, label: languageNames[key] }))}
            value={languages.find((each) => each === i18n.language) ?? "en"}
            onChange={changeLanguage.mutate}
          />
          <Select
            label={t("settings.theme")}
            options={themes.map((key) => ({ key, label: app.t(`account.${key}`) }))}
            value={theme}
            onChange={setTheme}
          />
        </div>
        <ErrorLine error={changeLanguage.error} />
      </Form>
    </PanelPart>
  );
}

function PasswordForm() {
  const { t } = useTranslation("access");
  const { person } = useMe();
  const change = useChangeMe();
  const form = useRef<HTMLDivElement>(null);
  const fields = isProblem(change.error) ? change.error.byField : {};
  const current = fields["password.current"] ?? fields.current;
  const next = fields["password.new"] ?? fields.new;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const target = event.currentTarget;
    const data = new FormData(target);
    change.mutate(
      { password: { current: String(data.get("current")), new: String(data.get("new")) } },
      {
        onSuccess: () => {
          target.reset();
          toast(t("settings.passwordChanged"));
        },
      },
    );
  };
  return (
    <div ref={form}>
      <Form onSubmit={submit}>
        {/* Password managers look for the name beside the new password. */}
        <input type="text" autoComplete="username" defaultValue={person.email} hidden readOnly />
        <div className={styles.half}>
          <PasswordField label={t("settings.current")} name="current" kind="current" error={current} />
          <PasswordField label={t("settings.new")} name="new" kind="new" error={next} />
        </div>
        {!current && !next && <ErrorLine error={change.error} />}
        <div className={styles.end}>
          <Button type="submit" pending={change.isPending}>
            {t("settings.changePassword")}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function Sessions() {
  const sessions = useSuspenseQuery(sessionsQuery).data.items;
  return (
    <ul>
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} />
      ))}
    </ul>
  );
}

function SessionRow({ session }: { session: Session }) {
  const { t } = useTranslation("access");
  const revoke = useRevokeSession();
  const { browser, system } = browserOf(session.user_agent);
  const name =
    browser && system
      ? t("settings.browserOn", { browser, system })
      : (browser ?? system ?? t("settings.unknownBrowser"));
  return (
    <li className={styles.session}>
      <span className={styles.who}>
        <span title={session.user_agent}>
          <b>{name}</b> {session.current && <Badge>{t("settings.here")}</Badge>}
        </span>
        <small>
          <Time at={session.last_seen_at} />
          {" · "}
          {session.ip}
        </small>
      </span>
      {!session.current && (
        <Button
          look="quiet"
          size="s"
          pending={revoke.isPending}
          onPress={() => revoke.mutate(session.id, { onSuccess: () => toast(t("settings.signedOut")) })}
        >
          {t("settings.signOut")}
        </Button>
      )}
    </li>
  );
}
