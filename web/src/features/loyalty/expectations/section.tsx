import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactsQuery } from "../../../app/clients/queries";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { IntervalTrack } from "../../../ui/charts/IntervalTrack";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { ExpectationDialog } from "./ExpectationDialog";
import { IcebergFigure } from "./iceberg/IcebergFigure";
import styles from "./iceberg/iceberg.module.css";
import { NoteDialog } from "./NoteDialog";
import { clientIcebergQuery, type Held } from "./queries";
import { RateText } from "./RateLine";
import { useMet } from "./useMet";

/** What this client expects, with how well we know it: the iceberg on the client's page. */
export function IcebergSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const iceberg = useQuery(clientIcebergQuery(clientId));
  const contacts = useQuery(contactsQuery(clientId)).data;
  const may = useMay("record_signals");
  const [opened, setOpened] = useState<string | null>(null);
  const [noting, setNoting] = useState(false);
  const data = iceberg.data;
  const met = useMet(data?.items.flatMap((it) => (it.status === "retired" ? [] : [it.id])) ?? []);
  const client = data?.client;
  const name = client?.name ?? client?.key ?? "";
  const held = (data?.items ?? [])
    .filter((it) => it.status !== "retired")
    .map(
      (it): Held => ({
        ...it,
        who: contacts?.find((contact) => contact.id === it.contact)?.name,
        met: met.get(it.id),
      }),
    );
  const chosen = held.find((it) => it.id === opened);
  // Whose own word we have none of, however much we guess.
  const unheard = (contacts ?? []).filter(
    (contact) => !held.some((it) => it.contact === contact.id && it.status !== "assumed"),
  );
  const below = held.filter((it) => it.depth >= 2).length;
  return (
    <>
      {iceberg.error ? (
        <ErrorState error={iceberg.error} level={3} onRetry={() => iceberg.refetch()} />
      ) : !data ? (
        <SkeletonRows rows={12} height={36} />
      ) : held.length === 0 ? (
        <EmptyState
          level={3}
          title={t("section.emptyTitle", { name })}
          action={
            may && (
              <>
                <SessionLink clientId={clientId} go />
                <Button onPress={() => setNoting(true)}>{t("section.note")}</Button>
              </>
            )
          }
        >
          <p>{t("section.empty")}</p>
        </EmptyState>
      ) : (
        <>
          <IcebergFigure
            title={t("section.title", { name, below: format.count(below), all: format.count(held.length) })}
            source={t("section.source", { name })}
            items={held}
            level={3}
            onOpen={setOpened}
            actions={
              may && (
                <Link to="/clients/$clientId/discovery" params={{ clientId }}>
                  {t("section.session")}
                </Link>
              )
            }
          />
          <div className={styles.sub}>
            <p>
              <RateText rate={data.iceberg.below} unknown={t("unknown")} /> {t("section.below")}{" "}
              {unheard.length > 0 &&
                t("section.unheard", {
                  count: unheard.length,
                  names: format.list(unheard.slice(0, 3).map((who) => who.name)),
                })}{" "}
              <RateText rate={data.iceberg.known} unknown={t("unknown")} /> {t("section.known")}
            </p>
            <IntervalTrack
              value={data.iceberg.below.value ?? null}
              low={data.iceberg.below.low}
              high={data.iceberg.below.high}
              mark={{ at: 8 / 9, label: "8/9" }}
              label={t("section.belowSpoken", {
                value: data.iceberg.below.value == null ? t("unknown") : format.percent(data.iceberg.below.value),
              })}
            />
          </div>
          {may && (
            <Button size="s" onPress={() => setNoting(true)}>
              {t("section.note")}
            </Button>
          )}
        </>
      )}
      {chosen && <ExpectationDialog expectation={chosen} onClose={() => setOpened(null)} />}
      {noting && client && <NoteDialog client={client} onClose={() => setNoting(false)} />}
    </>
  );
}

function SessionLink({ clientId, go }: { clientId: string; go?: boolean }) {
  const { t } = useTranslation("loyalty/expectations");
  return (
    <LinkButton to="/clients/$clientId/discovery" params={{ clientId }} look={go ? "go" : "plain"}>
      {t("section.session")}
    </LinkButton>
  );
}
