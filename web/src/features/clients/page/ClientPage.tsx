import { CatchBoundary, Link, useParams } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useMedia } from "../../../lib/useMedia";
import { Button } from "../../../ui/Button";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Note } from "../../../ui/Panel";
import { SkeletonRows } from "../../../ui/Skeleton";
import { type Client, useChannels, useClient, useContacts, useStanding } from "../queries";
import { EditClientDialog } from "./EditClientDialog";
import { PartsNav } from "./PartsNav";
import styles from "./page.module.css";
import { Strip } from "./Strip";
import { type ClientSection, SECTIONS, type SectionName } from "./sections";
import { WishLines } from "./WishLines";

/** One client: what they expect, what we promised, how it stands, what they saw. */
export default function ClientPage({ sections }: { sections: readonly ClientSection[] }) {
  const { t } = useTranslation("clients");
  const { clientId } = useParams({ strict: false }) as { clientId: string };
  const client = useClient(clientId);
  // What stands above the parts is asked for beside the client: coming later it would push everything down.
  const wishes = [useContacts(clientId), useChannels()];
  useStanding(clientId);
  const back = (
    <Link to="/clients" className={styles.back}>
      {t("page.back")}
    </Link>
  );
  if (client.isError)
    return (
      <>
        {back}
        <ErrorState error={client.error} level={1} onRetry={() => void client.refetch()} />
      </>
    );
  if (!client.data || wishes.some((it) => it.isPending)) {
    return (
      <>
        <PageHeader title={t("page.loading")} above={back} />
        <SkeletonRows rows={8} height={40} />
      </>
    );
  }
  return <Content key={client.data.id} client={client.data} sections={sections} />;
}

/** In the order of reading, whatever the order in which they were added. */
const inOrder = (sections: readonly ClientSection[]) =>
  sections.toSorted((a, b) => SECTIONS.indexOf(a.id) - SECTIONS.indexOf(b.id));

/**
 * About as many rows as the part will fill, so that what stands under it hardly moves when it comes. A part that then
 * waits for its facts shows as many.
 */
const ROWS: Record<SectionName, number> = {
  standing: 8,
  upcoming: 2,
  contacts: 8,
  iceberg: 12,
  promises: 6,
  trust: 5,
  plusOnes: 5,
  timeline: 12,
  advocacy: 3,
  attributes: 4,
  portal: 3,
};

function Content({ client, sections }: { client: Client; sections: readonly ClientSection[] }) {
  const { t } = useTranslation("clients");
  const mayEdit = useMay("edit_clients");
  const [editing, setEditing] = useState(false);
  const name = client.name ?? client.key;
  // Beside each other only where both have room; in one column each part stands where it is read, not after all others.
  const two = useMedia("(min-width: 1280px)");
  const ordered = inOrder(sections);
  const main = ordered.filter(({ place }) => !two || place !== "aside");
  const aside = ordered.filter(({ place }) => two && place === "aside");
  return (
    <>
      <PageHeader
        title={name}
        above={
          <Link to="/clients" className={styles.back}>
            {t("page.back")}
          </Link>
        }
        aside={mayEdit && !client.merged_into && <Button onPress={() => setEditing(true)}>{t("change.title")}</Button>}
      >
        <p>{[t(`kind.${client.kind}`), client.name && client.key].filter(Boolean).join(" · ")}</p>
        <WishLines clientId={client.id} />
      </PageHeader>
      {editing && <EditClientDialog client={client} onClose={() => setEditing(false)} />}
      {client.merged_into && (
        <Note>
          {t("page.merged")}{" "}
          <Link to="/clients/$clientId" params={{ clientId: client.merged_into }}>
            {t("page.toKept")}
          </Link>
        </Note>
      )}
      <Strip client={client} />
      {ordered.length > 1 && <PartsNav name={name} parts={ordered.map(({ id }) => id)} />}
      <div className={styles.grid} data-alone={aside.length === 0 || main.length === 0 || undefined}>
        {main.length > 0 && (
          <div className={styles.main}>
            {main.map((section) => (
              <Part key={section.id} section={section} clientId={client.id} />
            ))}
          </div>
        )}
        {aside.length > 0 && (
          <div className={styles.aside}>
            {aside.map((section) => (
              <Part key={section.id} section={section} clientId={client.id} />
            ))}
          </div>
        )}
      </div>
    </>
  );
}

function Part({ section: { id, place, Section }, clientId }: { section: ClientSection; clientId: string }) {
  const { t } = useTranslation("clients");
  return (
    <section id={id} className={styles.part} data-place={place} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t(`sections.${id}`)}</h2>
      <CatchBoundary
        getResetKey={() => clientId}
        errorComponent={({ error, reset }) => <ErrorState error={error} level={3} onRetry={reset} />}
      >
        <Suspense fallback={<SkeletonRows rows={ROWS[id]} height={36} />}>
          <Section clientId={clientId} />
        </Suspense>
      </CatchBoundary>
    </section>
  );
}
