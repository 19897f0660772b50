import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/useFormat";
import { useNow } from "../../lib/useNow";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { type Columns, CsvButton, Table } from "../../ui/Table";
import { Time } from "../../ui/Time";
import { toast } from "../../ui/toasts";
import { useProblemWords } from "../../ui/useProblemWords";
import styles from "./access.module.css";
import { CreateTokenDialog } from "./CreateTokenDialog";
import { type Token, tokensQuery, useRevokeToken } from "./queries";
import { type Scope, scopes } from "./roles";

const route = getRouteApi("/shell/tokens");

export default function TokensPage() {
  const { t } = useTranslation("access");
  const { create } = route.useSearch();
  const navigate = route.useNavigate();
  const tokens = useSuspenseQuery(tokensQuery).data.items;
  const now = useNow();
  const working = tokens.filter((each) => !isOver(each, now)).length;
  const columns = useColumns();
  const open = () => navigate({ search: { create: true } });
  return (
    <>
      <PageHeader
        title={working === 0 ? t("tokens.title_zero") : t("tokens.title", { count: working })}
        name={t("tokens.name")}
        aside={
          tokens.length > 0 && (
            <>
              <CsvButton name="tokens" rows={tokens} columns={columns} />
              <Button look="go" onPress={open}>
                {t("tokens.create")}
              </Button>
            </>
          )
        }
      >
        {t("tokens.intro")}
      </PageHeader>
      {tokens.length === 0 ? (
        <EmptyState
          boxed
          title={t("tokens.empty")}
          action={
            <Button look="go" onPress={open}>
              {t("tokens.create")}
            </Button>
          }
        >
          {t("tokens.emptyWhat")}
        </EmptyState>
      ) : (
        <Table caption={t("tokens.caption")} rows={tokens} columns={columns} rowId={(token) => token.id} />
      )}
      <CreateTokenDialog open={create === true} onClose={() => navigate({ search: {} })} />
    </>
  );
}

function isOver(token: Token, now: Date): boolean {
  return token.expires_at != null && new Date(token.expires_at) <= now;
}

function useColumns(): Columns<Token> {
  const { t } = useTranslation("access");
  const format = useFormat();
  return useMemo(() => {
    const may = (token: Token) =>
      format.list(token.scopes.map((scope) => (scopes.includes(scope as Scope) ? t(`may.${scope as Scope}`) : scope)));
    return [
      {
        id: "name",
        accessorFn: (token) => token.name,
        header: t("tokens.token"),
        cell: ({ row: { original } }) => (
          <span className={styles.who}>
            <b>{original.name}</b>
            <small>{original.prefix}…</small>
          </span>
        ),
        sortDescFirst: false,
        meta: { phone: "title" },
      },
      {
        id: "scopes",
        header: t("tokens.scopes"),
        enableSorting: false,
        cell: ({ row }) => <span className={styles.scopes}>{may(row.original)}</span>,
        meta: { csv: may, phone: "full" },
      },
      {
        id: "created",
        accessorFn: (token) => token.created_at,
        header: t("tokens.created"),
        cell: ({ row }) => <Time at={row.original.created_at} />,
        meta: { width: "130px" },
      },
      {
        id: "used",
        accessorFn: (token) => token.last_used_at ?? "",
        header: t("tokens.used"),
        cell: ({ row: { original } }) =>
          original.last_used_at ? (
            <Time at={original.last_used_at} />
          ) : (
            <span className="soft">{t("tokens.unused")}</span>
          ),
        meta: { width: "130px" },
      },
      {
        id: "expires",
        accessorFn: (token) => token.expires_at ?? "9999",
        header: t("tokens.expires"),
        cell: ({ row }) => <Expiry token={row.original} />,
        meta: { width: "150px", csv: (token) => token.expires_at },
      },
      {
        id: "next",
        header: t("tokens.next"),
        enableSorting: false,
        cell: ({ row }) => <RevokeButton token={row.original} />,
        meta: { align: "end", phone: "acts", csv: false, width: "110px" },
      },
    ];
  }, [t, format]);
}

function Expiry({ token }: { token: Token }) {
  const { t } = useTranslation("access");
  const now = useNow();
  if (token.expires_at == null) return <span className="soft">{t("tokens.never")}</span>;
  if (isOver(token, now)) return <Badge>{t("tokens.expired")}</Badge>;
  return <Time at={token.expires_at} as="day" />;
}

function RevokeButton({ token }: { token: Token }) {
  const { t } = useTranslation("access");
  const words = useProblemWords();
  const revoke = useRevokeToken();
  const [asking, setAsking] = useState(false);
  const confirm = () =>
    revoke.mutate(token.id, {
      onError: (error) => {
        const { title, what } = words(error);
        toast(`${title}. ${what}`, { failed: true });
      },
      onSuccess: () => toast(t("tokens.revoked", { name: token.name })),
      onSettled: () => setAsking(false),
    });
  return (
    <>
      <Button look="quiet" size="s" onPress={() => setAsking(true)}>
        {t("tokens.revoke")}
      </Button>
      <ConfirmDialog
        title={t("tokens.revokeTitle", { name: token.name })}
        verb={t("tokens.revoke")}
        danger
        open={asking}
        pending={revoke.isPending}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        {t("tokens.revokeWhat")}
      </ConfirmDialog>
    </>
  );
}
