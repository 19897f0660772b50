import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { clientQuery } from "../../../app/clients/queries";
import { useMay } from "../../../app/me";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Capture } from "./Capture";
import styles from "./promises.module.css";
import { conductQuery, type Promised, promisesQuery } from "./queries";
import { KeptRate } from "./Rate";
import { Settle } from "./Settle";
import { StateWord } from "./StateWord";
import { Strip } from "./Strip";

const FIRST = 6;

/** What is to be done first, by its day; then what was settled, the latest first. */
function dueFirst(a: Promised, b: Promised): number {
  const runs = (it: Promised) => it.state === "open" || it.state === "renegotiated";
  if (runs(a) !== runs(b)) return runs(a) ? -1 : 1;
  const order = (a.settled_at ?? a.due_at) < (b.settled_at ?? b.due_at) ? -1 : 1;
  return runs(a) ? order : -order;
}

/** What we promised this client, and whether we kept it. */
export function PromisesSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/promises");
  const client = useQuery(clientQuery(clientId)).data;
  const promises = useInfiniteQuery(promisesQuery({ client: clientId }));
  const conduct = useQuery(conductQuery(clientId));
  const may = useMay("record_signals");
  const items = promises.data?.pages.flatMap((page) => page.items);
  if (promises.error) return <ErrorState error={promises.error} level={3} onRetry={() => promises.refetch()} />;
  return (
    <div className={styles.section}>
      {client && <Capture client={{ id: client.id, name: client.name ?? client.key }} />}
      {!items ? (
        <SkeletonRows rows={4} height={32} />
      ) : items.length === 0 ? (
        <p className="soft">{t("section.none")}</p>
      ) : (
        <>
          <Strip promises={items} />
          {conduct.data && (
            <>
              <p className="small soft">
                {t("section.counts", {
                  kept: conduct.data.kept,
                  late: conduct.data.kept_late,
                  broken: conduct.data.broken,
                  open: conduct.data.running,
                })}
              </p>
              <KeptRate conduct={conduct.data} />
            </>
          )}
          <ul className={styles.list}>
            {[...items]
              .sort(dueFirst)
              .slice(0, FIRST)
              .map((it) => (
                <li key={it.id}>
                  <span className={styles.words}>
                    {it.words}
                    {it.who && (
                      <small>
                        {it.contact ? t("section.between", { who: it.who.name, to: it.contact.name }) : it.who.name}
                      </small>
                    )}
                  </span>
                  <StateWord promise={it} />
                  {may && (it.state === "open" || it.state === "renegotiated") && <Settle promise={it} />}
                </li>
              ))}
          </ul>
          {items.length > FIRST && (
            <p>
              <Link to="/promises" search={{ client: clientId }}>
                {t("section.all", { count: items.length })}
              </Link>
            </p>
          )}
        </>
      )}
    </div>
  );
}
