import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { AnchorButton } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import type { Frequency, Portal, PortalChange, PortalPromise } from "./contract";
import { Clock, Confirmed, Cross } from "./marks";
import styles from "./portal.module.css";
import { useWish } from "./queries";
import { useDay } from "./useDay";

const FIRST = 4;

/** What happens next, and who does it. */
export function Next({ portal }: { portal: Portal }) {
  const { t, i18n } = useTranslation("loyalty/portal");
  const locale = i18n.language === "en" ? "en-GB" : i18n.language;
  const timeZone = portal.time_zone;
  const short = (at: string) =>
    new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone }).format(new Date(at));
  const small = (at: string, timed: boolean) =>
    new Intl.DateTimeFormat(locale, {
      weekday: "short",
      ...(timed ? { hour: "2-digit", minute: "2-digit" } : {}),
      timeZone,
    }).format(new Date(at));
  const { person } = portal;
  return (
    <section className={`${styles.s3} ${styles.next}`} aria-labelledby="next">
      <h2 id="next">{t("next.title")}</h2>
      {portal.next.length === 0 ? (
        <p className={styles.lead}>{t("next.none")}</p>
      ) : (
        <ol>
          {portal.next.map((it) => (
            <li key={`${it.at}${it.what}`} className={styles.event}>
              <time dateTime={it.at}>
                <b>{short(it.at)}</b>
                <small>{small(it.at, it.timed)}</small>
              </time>
              <div>
                <p>{it.what}</p>
                {it.who && <p className={styles.note}>{it.who}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
      {person && (
        <div className={styles.person}>
          <span className={styles.face} aria-hidden="true">
            {initials(person.name)}
          </span>
          <p>
            {person.name}
            {person.phone && (
              <>
                <br />
                <a href={`tel:${person.phone.replace(/[^+\d]/g, "")}`}>{person.phone}</a>
              </>
            )}
          </p>
          {person.email && (
            <AnchorButton href={`mailto:${person.email}`}>
              {t("next.write", { who: person.name.split(" ")[0] })}
            </AnchorButton>
          )}
        </div>
      )}
    </section>
  );
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part.slice(0, 1))
    .slice(0, 2)
    .join("");
}

/** What we promised: counts, not percentages; what was late says why, and the why is ours. */
export function Promises({ portal }: { portal: Portal }) {
  const { t } = useTranslation("loyalty/portal");
  const [all, setAll] = useState(false);
  const { kept, late, broken, items } = portal.promises;
  const settled = kept + late + broken;
  const shown = all ? items : items.slice(0, FIRST);
  return (
    <section className={styles.s2} aria-labelledby="promised">
      <h2 id="promised">{t("promises.title")}</h2>
      <p className={styles.lead}>
        {settled === 0
          ? t(items.length === 0 ? "promises.none" : "promises.open")
          : [
              t("promises.kept", { count: kept, all: settled }),
              late > 0 ? t("promises.late", { count: late }) : "",
              broken > 0 ? t("promises.broken", { count: broken }) : "",
            ]
              .filter(Boolean)
              .join(" ")}
      </p>
      <ul className={styles.items}>
        {shown.map((it) => (
          <Promised key={it.id} item={it} zone={portal.time_zone} />
        ))}
      </ul>
      {items.length > FIRST && !all && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t("promises.all", { count: items.length })}
        </button>
      )}
    </section>
  );
}

function Promised({ item, zone }: { item: PortalPromise; zone: string }) {
  const { t } = useTranslation("loyalty/portal");
  const day = useDay(zone);
  const due = useDay(zone, true);
  const { state } = item;
  const who = item.who ? `, ${item.who}` : "";
  const overdue = state === "open" && new Date(item.due_at) < new Date();
  return (
    <li className={styles.item}>
      {state === "kept" ? (
        <Confirmed kept />
      ) : state === "broken" ? (
        <Cross />
      ) : (
        <Clock late={state === "kept_late" || overdue} />
      )}
      <div>
        <p>{item.words}</p>
        <p className={styles.note}>
          {state === "kept" && (
            <>
              <b className={styles.kept}>{t("promises.isKept")}</b>, {day(item.kept_at ?? item.due_at)}
              {who}
            </>
          )}
          {state === "kept_late" && (
            <>
              <b className={styles.late}>{t("promises.daysLate", { count: item.days_late ?? 1 })}</b>,{" "}
              {day(item.kept_at ?? item.due_at)}.{item.cause ? ` ${sentence(item.cause)}` : ""} {t("promises.sorry")}
            </>
          )}
          {state === "broken" && (
            <>
              <b className={styles.late}>{t("promises.isBroken")}</b>
              {who}.{item.cause ? ` ${sentence(item.cause)}` : ""} {t("promises.sorry")}
            </>
          )}
          {(state === "open" || state === "renegotiated") && (
            <>
              <b className={overdue ? styles.late : undefined}>
                {t(overdue ? "promises.wasDue" : state === "renegotiated" ? "promises.moved" : "promises.by", {
                  day: due(item.due_at),
                })}
              </b>
              {who}
              {overdue && `. ${t("promises.sorry")}`}
            </>
          )}
        </p>
      </div>
    </li>
  );
}

function sentence(text: string): string {
  const plain = text.trim();
  return /[.?!…]$/.test(plain) ? plain : `${plain}.`;
}

/** What is different because this client spoke. */
export function Changes({ changes, zone }: { changes: readonly PortalChange[]; zone: string }) {
  const { t } = useTranslation("loyalty/portal");
  const day = useDay(zone);
  if (changes.length === 0) return null;
  return (
    <section className={styles.s4} aria-labelledby="changed">
      <h2 id="changed">{t("changes.title")}</h2>
      <p className={styles.lead}>{t("changes.lead")}</p>
      <ul className={styles.items}>
        {changes.map((it) => (
          <li key={`${it.changed}${it.said_at ?? ""}`} className={styles.said}>
            {it.words && <q>{it.words}</q>}
            <p>{it.changed}</p>
            {it.said_at && <p className={styles.note}>{t("changes.said", { day: day(it.said_at) })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const HOW: readonly Frequency[] = ["each", "twice_a_year", "never"];

/** How often we may ask; saved at once, and it holds for everybody here. */
export function Wishes({ portal, secret }: { portal: Portal; secret: string }) {
  const { t } = useTranslation("loyalty/portal");
  const wish = useWish(secret);
  const value = wish.isPending ? wish.variables : (portal.wishes.frequency ?? null);
  return (
    <section className={styles.s5} aria-labelledby="wishes">
      <h2 id="wishes">{t("wishes.title")}</h2>
      <p className={styles.lead}>{t("wishes.asked", { count: portal.wishes.asked })}</p>
      <RadioGroup value={value} onChange={(next) => wish.mutate(next as Frequency)} className={styles.ask ?? ""}>
        <Label className="sr">{t("wishes.title")}</Label>
        {HOW.map((how) => (
          <Radio key={how} value={how} className={styles.choice ?? ""}>
            <span className={styles.dot} />
            {t(`wishes.${how}`)}
          </Radio>
        ))}
      </RadioGroup>
      <ErrorLine error={wish.error} />
      <p className={styles.note} role="status">
        {wish.isSuccess ? t("wishes.saved") : t("wishes.holds")}
      </p>
    </section>
  );
}
