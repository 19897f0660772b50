import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clientQuery } from "../../../app/clients/queries";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import styles from "./advocacy.module.css";
import { NoteAdvocacy } from "./NoteAdvocacy";
import { NoteDeparture } from "./NoteDeparture";
import { advocacyQuery, departuresQuery } from "./queries";

/** What this client did for us, or why it left. */
export function AdvocacySection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/advocacy");
  const format = useFormat();
  const may = useMay("record_signals");
  const client = useQuery(clientQuery(clientId)).data;
  const acts = useInfiniteQuery(advocacyQuery(clientId));
  const departures = useInfiniteQuery(departuresQuery(clientId));
  const [noting, setNoting] = useState<"act" | "departure" | null>(null);
  const error = acts.error ?? departures.error;
  if (error) return <ErrorState error={error} level={3} onRetry={() => acts.refetch()} />;
  if (!acts.data || !departures.data) return <SkeletonRows rows={3} height={32} />;
  const spoken = acts.data.pages.flatMap((page) => page.items);
  const gone = departures.data.pages.flatMap((page) => page.items);
  return (
    <div className={styles.section}>
      {gone.map((it) => (
        <p key={it.id} className={styles.gone}>
          {t("section.left", {
            day: format.day(it.at),
            causes: it.causes.map(({ code }) => t(`cause.${code}`)).join("; "),
          })}
          {it.warning_days != null && ` ${t("section.warned", { count: it.warning_days })}`}
        </p>
      ))}
      {spoken.length === 0 ? (
        <p className="soft">{t("section.none")}</p>
      ) : (
        <ul className={styles.acts}>
          {spoken.map((it) => (
            <li key={it.id}>
              <b>{t(`kind.${it.kind}`)}</b> <span className="soft">{format.day(it.at)}</span>
              {it.words && (
                <span className={styles.block}>
                  <ClientWords size="s">{it.words}</ClientWords>
                </span>
              )}
              <small className={styles.under}>
                {[
                  it.caused_by ? t("section.because", { cause: it.caused_by.label }) : undefined,
                  it.new_client ? t("section.brought", { client: it.new_client.name ?? it.new_client.key }) : undefined,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </li>
          ))}
        </ul>
      )}
      {may && client && (
        <div className={styles.buttons}>
          <Button size="s" onPress={() => setNoting("act")}>
            {t("note.open")}
          </Button>
          <Button size="s" look="quiet" onPress={() => setNoting("departure")}>
            {t("departure.note")}
          </Button>
        </div>
      )}
      {noting === "act" && client && <NoteAdvocacy client={client} onClose={() => setNoting(null)} />}
      {noting === "departure" && client && <NoteDeparture client={client} onClose={() => setNoting(null)} />}
    </div>
  );
}
