import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Entry, Who } from "../../lib/outbox/outbox";
import { outbox } from "../../lib/outbox/waiting";
import { useFormat } from "../../lib/useFormat";
import { Button } from "../../ui/Button";
import { Acts, Dialog } from "../../ui/Dialog";
import { Time } from "../../ui/Time";
import styles from "./today.module.css";
import { useOnline } from "./useOffline";

type Props = { who: Who; entries: readonly Entry[]; keptAt: string | null; zone: string };

/** What lies on this device and waits: said beside the headline, and shown in full on request. */
export function WaitingNotice({ who, entries, keptAt, zone }: Props) {
  const { t } = useTranslation("prompts");
  const format = useFormat();
  const online = useOnline();
  const [open, setOpen] = useState(false);
  const count = entries.length;
  const refused = entries.filter((entry) => entry.refused).length;
  // That the browser has no connection stands above every page already.
  const old = keptAt !== null;
  if (count === 0 && !old) return null;
  return (
    <>
      <div className={styles.offline} role="status">
        <Cloud />
        <span>
          {old && (
            <span className={styles.soft}>
              {online && <b>{t("offline.label")} </b>}
              {t("offline.asOf")} <Time at={keptAt} zone={zone} />
              {count > 0 && ", "}
            </span>
          )}
          {count > 0 && (
            <span>
              {t(refused > 0 && refused === count ? "offline.refused" : "offline.waiting", {
                count,
                n: format.count(count),
              })}
            </span>
          )}
        </span>
        {count > 0 && (
          <Button look="quiet" size="s" onPress={() => setOpen(true)}>
            {t("offline.see")}
          </Button>
        )}
      </div>
      <Dialog title={t("offline.title")} open={open} onClose={() => setOpen(false)} wide>
        <p className={styles.soft}>{t("offline.what")}</p>
        {count === 0 ? (
          <p>{t("offline.none")}</p>
        ) : (
          <ul className={styles.waiting}>
            {entries.map((entry) => (
              <WaitingRow key={entry.id} entry={entry} who={who} />
            ))}
          </ul>
        )}
        <Acts>
          <Button onPress={() => setOpen(false)}>{t("close")}</Button>
          {count > 0 && (
            <Button look="go" onPress={() => void outbox.flush(who)}>
              {t("offline.send")}
            </Button>
          )}
        </Acts>
      </Dialog>
    </>
  );
}

function WaitingRow({ entry, who }: { entry: Entry; who: Who }) {
  const { t } = useTranslation("prompts");
  const [sure, setSure] = useState(false);
  const name = { what: entry.title, client: entry.about };
  return (
    <li data-refused={entry.refused ? "" : undefined}>
      <div>
        <b>{entry.title}</b> {entry.about} <span className={styles.tag}>{<Time at={entry.at} />}</span>
        {entry.words && <p>“{entry.words}”</p>}
        {entry.refused && (
          <p className="short">
            {t("offline.why")} {entry.refused.detail}
          </p>
        )}
      </div>
      <div className={styles.rowActs}>
        {entry.refused && (
          <Button size="s" onPress={() => void outbox.retry(entry.id, who)} aria-label={t("offline.againOf", name)}>
            {t("offline.again")}
          </Button>
        )}
        {sure ? (
          <Button size="s" look="danger" onPress={() => void outbox.remove(entry.id)}>
            {t("offline.sure")}
          </Button>
        ) : (
          <Button size="s" look="quiet" onPress={() => setSure(true)} aria-label={t("offline.dropOf", name)}>
            {t("offline.drop")}
          </Button>
        )}
      </div>
    </li>
  );
}

function Cloud() {
  return (
    <svg
      width="18"
      height="16"
      viewBox="0 0 18 16"
      fill="none"
      stroke="var(--soft)"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path
        strokeLinecap="round"
        d="M5 13h8.500a3 3 0 0 0 .6-5.900A5 5 0 0 0 7 4M4.600 6.100A3.500 3.500 0 0 0 5 13M2 1.500l14 13"
      />
    </svg>
  );
}
