import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Role, useMe } from "../../app/me";
import { isProblem } from "../../lib/problem";
import { useFormat } from "../../lib/useFormat";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/Dialog";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { type Columns, CsvButton, Table } from "../../ui/Table";
import { Time } from "../../ui/Time";
import { toast } from "../../ui/toasts";
import { useProblemWords } from "../../ui/useProblemWords";
import styles from "./access.module.css";
import { InviteDialog } from "./InviteDialog";
import {
  type Invitation,
  invitationsQuery,
  type Person,
  peopleQuery,
  useChangePerson,
  usePersonChanging,
  useRevokeInvitation,
} from "./queries";
import { roles } from "./roles";

const route = getRouteApi("/shell/people");

export default function PeoplePage() {
  const { t } = useTranslation("access");
  const { invite } = route.useSearch();
  const navigate = route.useNavigate();
  const people = useSuspenseQuery(peopleQuery).data.items;
  const invitations = useSuspenseQuery(invitationsQuery).data.items;
  const active = people.filter((each) => each.active).length;
  const columns = usePeopleColumns();
  return (
    <>
      <PageHeader
        title={t("people.title", { count: active })}
        name={t("people.name")}
        aside={
          <>
            <CsvButton name="people" rows={people} columns={columns} />
            <Button look="go" onPress={() => navigate({ search: { invite: true } })}>
              {t("people.invite")}
            </Button>
          </>
        }
      >
        {/* Zero is no plural of its own in either language, but another sentence. */}
        {invitations.length === 0 ? t("people.intro_zero") : t("people.intro", { count: invitations.length })}
      </PageHeader>
      <Table caption={t("people.caption")} rows={people} columns={columns} rowId={(person) => person.id} />
      {invitations.length > 0 && <OpenInvitations invitations={invitations} />}
      <RolesExplained />
      <InviteDialog open={invite === true} onClose={() => navigate({ search: {} })} />
    </>
  );
}

function usePeopleColumns(): Columns<Person> {
  const { t } = useTranslation("access");
  const app = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        accessorFn: (person) => person.name,
        header: t("people.person"),
        cell: ({ row }) => <Who person={row.original} />,
        sortDescFirst: false,
        meta: { phone: "title" },
      },
      {
        id: "email",
        header: t("people.email"),
        meta: { csv: (person: Person) => person.email, fileOnly: true },
      },
      {
        id: "role",
        accessorFn: (person) => roles.indexOf(person.role),
        header: t("people.role"),
        cell: ({ row }) => <RolePick person={row.original} />,
        sortDescFirst: false,
        meta: { width: "180px", csv: (person) => app.t(`roles.${person.role}`) },
      },
      {
        id: "seen",
        accessorFn: (person) => person.last_seen_at ?? "",
        header: t("people.seen"),
        cell: ({ row: { original } }) =>
          original.last_seen_at ? (
            <Time at={original.last_seen_at} />
          ) : (
            <span className="soft">{t("people.never")}</span>
          ),
        meta: { width: "180px", csv: (person) => person.last_seen_at },
      },
      {
        id: "next",
        header: t("people.next"),
        enableSorting: false,
        cell: ({ row }) => <AccessButton person={row.original} />,
        meta: { align: "end", phone: "acts", csv: false, width: "170px" },
      },
    ],
    [t, app.t],
  );
}

function Who({ person }: { person: Person }) {
  const { t } = useTranslation("access");
  const me = useMe();
  return (
    <span className={styles.who}>
      <span>
        <b className={person.active ? undefined : styles.closed}>{person.name}</b>{" "}
        {person.id === me.person.id && <Badge>{t("people.you")}</Badge>}
        {!person.active && <Badge>{t("people.closed")}</Badge>}
      </span>
      <small>{person.email}</small>
    </span>
  );
}

/** Tells a refusal in a toast: the row it belongs to may have moved. */
function useTellRefusal() {
  const { t } = useTranslation("access");
  const words = useProblemWords();
  return (error: unknown) => {
    if (isProblem(error, "last_owner")) return toast(t("people.lastOwner"), { failed: true });
    const { title, what } = words(error);
    return toast(`${title}. ${what}`, { failed: true });
  };
}

function RolePick({ person }: { person: Person }) {
  const { t } = useTranslation("access");
  const app = useTranslation();
  const me = useMe();
  const change = useChangePerson();
  const changing = usePersonChanging(person.id);
  const refused = useTellRefusal();
  const setRole = (role: Role) => {
    if (role === person.role) return;
    const before = person.role;
    change.mutate(
      { id: person.id, role },
      {
        onError: refused,
        onSuccess: () =>
          toast(t("people.roleChanged", { name: person.name, role: app.t(`roles.${role}`) }), {
            action: { label: app.t("act.undo"), run: () => change.mutate({ id: person.id, role: before }) },
          }),
      },
    );
  };
  if (!person.active || person.id === me.person.id) return <span>{app.t(`roles.${person.role}`)}</span>;
  return (
    <span className={styles.pick}>
      <Select
        label={t("people.roleOf", { name: person.name })}
        labelHidden
        options={roles.map((role) => ({ key: role, label: app.t(`roles.${role}`) }))}
        value={person.role}
        onChange={setRole}
        disabled={changing}
      />
    </span>
  );
}

function AccessButton({ person }: { person: Person }) {
  const { t } = useTranslation("access");
  const me = useMe();
  const change = useChangePerson();
  const refused = useTellRefusal();
  const [asking, setAsking] = useState(false);
  if (person.id === me.person.id) return null;
  const set = (active: boolean) =>
    change.mutate(
      { id: person.id, active },
      {
        onError: refused,
        onSuccess: () => toast(t(active ? "people.reopened" : "people.closed_done", { name: person.name })),
        onSettled: () => setAsking(false),
      },
    );
  if (!person.active) {
    return (
      <Button look="quiet" size="s" pending={change.isPending} onPress={() => set(true)}>
        {t("people.reopen")}
      </Button>
    );
  }
  return (
    <>
      <Button look="quiet" size="s" onPress={() => setAsking(true)}>
        {t("people.close")}
      </Button>
      <ConfirmDialog
        title={t("people.closeTitle", { name: person.name })}
        verb={t("people.close")}
        danger
        open={asking}
        pending={change.isPending}
        onConfirm={() => set(false)}
        onClose={() => setAsking(false)}
      >
        {t("people.closeWhat")}
      </ConfirmDialog>
    </>
  );
}

function OpenInvitations({ invitations }: { invitations: readonly Invitation[] }) {
  const { t } = useTranslation("access");
  const app = useTranslation();
  const format = useFormat();
  const columns = useMemo<Columns<Invitation>>(
    () => [
      {
        id: "email",
        accessorFn: (each) => each.email,
        header: t("people.email"),
        cell: ({ row }) => <b>{row.original.email}</b>,
        sortDescFirst: false,
        meta: { phone: "title" },
      },
      {
        id: "role",
        header: t("people.role"),
        enableSorting: false,
        cell: ({ row }) => app.t(`roles.${row.original.role}`),
        meta: { width: "180px" },
      },
      {
        id: "expires",
        accessorFn: (each) => each.expires_at,
        header: t("people.expires"),
        cell: ({ row }) => (
          <time dateTime={row.original.expires_at} title={format.moment(row.original.expires_at)}>
            {format.day(row.original.expires_at)}
          </time>
        ),
        meta: { width: "180px" },
      },
      {
        id: "next",
        header: t("people.next"),
        enableSorting: false,
        cell: ({ row }) => <WithdrawButton invitation={row.original} />,
        meta: { align: "end", phone: "acts", width: "170px" },
      },
    ],
    [t, app.t, format],
  );
  return (
    <section className={styles.section}>
      <h2>{t("people.open")}</h2>
      <Table caption={t("people.openCaption")} rows={invitations} columns={columns} rowId={(each) => each.id} />
    </section>
  );
}

function WithdrawButton({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("access");
  const revoke = useRevokeInvitation();
  const refused = useTellRefusal();
  const withdraw = () =>
    revoke.mutate(invitation.id, {
      onError: refused,
      onSuccess: () => toast(t("people.withdrawn", { email: invitation.email })),
    });
  return (
    <Button look="quiet" size="s" pending={revoke.isPending} onPress={withdraw}>
      {t("people.withdraw")}
    </Button>
  );
}

function RolesExplained() {
  const { t } = useTranslation("access");
  const app = useTranslation();
  return (
    <section className={styles.section}>
      <h2>{t("people.rolesTitle")}</h2>
      <dl className={styles.roles}>
        {roles.map((role) => (
          <div key={role}>
            <dt>{app.t(`roles.${role}`)}</dt>
            <dd>{t(`roleIs.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
