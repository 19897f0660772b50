import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clientQuery, contactsQuery } from "../../../../app/clients/queries";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { RadioGroup } from "../../../../ui/Checkbox";
import { ErrorLine, ErrorState } from "../../../../ui/ErrorState";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { useTell } from "../../../../ui/useTell";
import { useTitle } from "../../../../ui/useTitle";
import { type Discovery, discoveriesQuery, discoveryQuery, useChangeDiscovery, useStartDiscovery } from "../queries";
import styles from "./discovery.module.css";
import { Notes } from "./Notes";
import { PlayBack } from "./PlayBack";
import { QuestionBank } from "./QuestionBank";

const route = getRouteApi("/session/clients/$clientId/discovery");
const WHOLE = "-";

/** The screen for a conversation: nothing on it but questions, what they said, and the way to play it back. */
export default function DiscoveryPage() {
  const { t } = useTranslation("loyalty/expectations");
  const { clientId } = route.useParams();
  const { session } = route.useSearch();
  const client = useQuery(clientQuery(clientId));
  const name = client.data?.name ?? client.data?.key ?? "";
  useTitle(name ? t("session.title", { name }) : t("session.name"));
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Link to="/clients/$clientId" params={{ clientId }}>
          {t("session.back", { name })}
        </Link>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {client.error ? (
          <ErrorState error={client.error} level={1} onRetry={() => client.refetch()} />
        ) : !client.data ? (
          <SkeletonRows rows={6} height={48} />
        ) : (
          <>
            <h1 tabIndex={-1}>{t("session.title", { name })}</h1>
            <p className={styles.lead}>{t("session.lead")}</p>
            {session ? <Session key={session} id={session} name={name} /> : <Begin clientId={clientId} name={name} />}
          </>
        )}
      </main>
    </div>
  );
}

/** With whom; and the sessions there were. */
function Begin({ clientId, name }: { clientId: string; name: string }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const navigate = route.useNavigate();
  const contacts = useQuery(contactsQuery(clientId));
  const before = useQuery(discoveriesQuery(clientId));
  const start = useStartDiscovery(clientId);
  const [who, setWho] = useState<string | null>(null);
  const people = contacts.data ?? [];
  const chosen = who ?? people[0]?.id ?? WHOLE;
  const nameOf = (id: string | null | undefined) => people.find((each) => each.id === id)?.name;
  const open = (discovery: Discovery) => navigate({ search: { session: discovery.id } });
  return (
    <div className={styles.begin}>
      <section>
        <h2>{t("session.startTitle")}</h2>
        <p className="soft">{t("session.startWhat")}</p>
        <RadioGroup
          label={t("session.with")}
          value={chosen}
          onChange={setWho}
          options={[
            ...people.map((each) => ({ key: each.id, label: each.name, ...(each.role ? { note: each.role } : {}) })),
            { key: WHOLE, label: name, note: t("session.anybody") },
          ]}
        />
        <ErrorLine error={start.error} />
        <Button
          look="go"
          pending={start.isPending}
          onPress={() => start.mutate(chosen === WHOLE ? null : chosen, { onSuccess: open })}
        >
          {t("session.start")}
        </Button>
      </section>
      {before.data && before.data.items.length > 0 && (
        <section>
          <h2>{t("session.before", { count: before.data.items.length })}</h2>
          <ul className={styles.before}>
            {before.data.items.map((each) => (
              <li key={each.id}>
                <span>
                  {format.day(each.held_at)}
                  {nameOf(each.contact) && `, ${nameOf(each.contact)}`}
                </span>
                <span className="soft">{t(`state.${each.state}`)}</span>
                <Button look="quiet" size="s" onPress={() => open(each)}>
                  {t(each.state === "open" ? "session.go" : "session.see")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Session({ id, name }: { id: string; name: string }) {
  const discovery = useQuery({
    ...discoveryQuery(id),
    // Played back, the answers come from somewhere else.
    refetchInterval: (query) => (query.state.data?.state === "played_back" ? 5000 : false),
  });
  if (discovery.error) return <ErrorState error={discovery.error} onRetry={() => discovery.refetch()} />;
  if (!discovery.data) return <SkeletonRows rows={6} height={48} />;
  return <Open discovery={discovery.data} name={name} />;
}

function Open({ discovery, name }: { discovery: Discovery; name: string }) {
  const change = useChangeDiscovery(discovery.id);
  const contacts = useQuery(contactsQuery(discovery.client.id));
  const who = contacts.data?.find((each) => each.id === discovery.contact);
  const before = useQuery(discoveriesQuery(discovery.client.id));
  const tell = useTell();
  const open = discovery.state === "open";
  const save = (body: Parameters<typeof change.mutate>[0], after?: () => void) =>
    change.mutate(body, { onError: tell.refused, onSuccess: () => after?.() });
  return (
    <div className={styles.session} data-open={open || undefined}>
      <Notes discovery={discovery} onSave={save} saving={change.isPending} />
      {open && (
        <QuestionBank
          suggested={before.data?.suggested}
          asked={discovery.questions}
          onAsk={(questions) => save({ questions })}
        />
      )}
      <PlayBack discovery={discovery} name={who?.name ?? name} />
    </div>
  );
}
