import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { ExpectationDialog } from "./ExpectationDialog";
import styles from "./expectations.module.css";
import { dueQuery, type Expectation } from "./queries";
import { isOwn, knownOf } from "./state";

/**
 * Whom to ask again, by client: each stands where what matters most of theirs stands. A page that is added may bring more
 * of somebody who is there already.
 */
export function DueQueue() {
  const { t } = useTranslation("loyalty/expectations");
  const due = useInfiniteQuery(dueQuery);
  const [opened, setOpened] = useState<string | null>(null);
  if (due.error) return <ErrorState error={due.error} onRetry={() => due.refetch()} boxed />;
  if (!due.data) return <SkeletonRows rows={6} height={48} />;
  const all = due.data.pages.flatMap((page) => page.items);
  if (all.length === 0) {
    return (
      <EmptyState title={t("due.noneTitle")} boxed>
        <p>{t("due.none")}</p>
      </EmptyState>
    );
  }
  const chosen = all.find((it) => it.id === opened);
  const byClient = new Map<string, Expectation[]>();
  for (const it of all) byClient.set(it.client.id, [...(byClient.get(it.client.id) ?? []), it]);
  return (
    <>
      <p className="soft">{t("due.lead")}</p>
      <ul className={styles.queue}>
        {[...byClient.values()].map((items) => (
          <ClientDue key={items[0]?.client.id} items={items} onOpen={setOpened} />
        ))}
      </ul>
      {due.hasNextPage && (
        <p className={styles.more}>
          <Button pending={due.isFetchingNextPage} onPress={() => due.fetchNextPage()}>
            {t("due.more")}
          </Button>
        </p>
      )}
      {chosen && <ExpectationDialog expectation={chosen} onClose={() => setOpened(null)} />}
    </>
  );
}

function ClientDue({ items, onOpen }: { items: readonly Expectation[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const may = useMay("record_signals");
  const client = items[0]?.client;
  if (!client) return null;
  return (
    <li>
      <header>
        <h3>
          <Link to="/clients/$clientId" params={{ clientId: client.id }}>
            {client.name ?? client.key}
          </Link>
        </h3>
        {may && (
          <LinkButton
            to="/clients/$clientId/discovery"
            params={{ clientId: client.id }}
            size="s"
            aria-label={`${t("due.ask")}: ${client.name ?? client.key}`}
          >
            {t("due.ask")}
          </LinkButton>
        )}
      </header>
      <ul>
        {items.map((it) => (
          <li key={it.id}>
            <span>
              <ClientWords guess={isOwn(it) ? undefined : t("guess")}>{it.words}</ClientWords>
            </span>
            <span className="soft">
              {[
                t(`level.${it.level}`),
                knownOf(it) === "stale" && it.confirmed_at
                  ? t("due.stale", { day: format.day(it.confirmed_at) })
                  : knownOf(it) === "stated"
                    ? t("due.stated", { day: format.day(it.stated_at) })
                    : t("due.assumed"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <Button
              look="quiet"
              size="s"
              onPress={() => onOpen(it.id)}
              aria-label={t("due.openOf", { words: it.words })}
            >
              {t("due.open")}
            </Button>
          </li>
        ))}
      </ul>
    </li>
  );
}
