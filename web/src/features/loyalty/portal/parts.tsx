import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { AnchorButton } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Clock, Confirmed, Cross } from "./marks";
import styles from "./portal.module.css";
import {
  type Frequency,
  type NextItem,
  nextQuery,
  type Portal,
  type PortalChange,
  type PortalPromise,
  useWish,
} from "./queries";
import { useDay } from "./useDay";

const FIRST = 4;

/** What happens next, and who does it: what comes, by whom and around when; never why we thought of it. */
export function Next({ portal, secret }: { portal: Portal; secret: string }) {
  const { t } = useTranslation("loyalty/portal");
  const next = useQuery(nextQuery(secret));
  const { person } = portal;
  return (
    <section className={`${styles.s3} ${styles.next}`} aria-labelledby="next">
      <h2 id="next">{t("next.title")}</h2>
      {next.error ? (
        <ErrorLine error={next.error} />
      ) : !next.data ? (
        <SkeletonRows rows={1} height={48} />
      ) : next.data.length === 0 ? (
        <p className={styles.lead}>{t("next.none")}</p>
      ) : (
        <ol>
          {next.data.map((it) => (
            <Coming key={it.what} it={it} />
          ))}
        </ol>
      )}
      {person && (
        <div className={styles.person}>
          <span className={styles.face} aria-hidden="true">
            {initials(person.name)}
          </span>
          <p>{person.name}</p>
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

/** Days have no hour and no zone: they are the firm's days. */
function Coming({ it }: { it: NextItem }) {
  const { t, i18n } = useTranslation("loyalty/portal");
  const locale = i18n.language === "en" ? "en-GB" : i18n.language;
  const said = (day: string) =>
    new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(
      new Date(`${day}T12:00:00Z`),
    );
  const { from, to } = it;
  return (
    <li className={styles.event}>
      {from === null ? (
        <span>
          <b>{t("next.soon")}</b>
        </span>
      ) : (
        <time dateTime={from}>
          <b>{said(from)}</b>
          {to !== null && to !== from && <small>{t("next.until", { day: said(to) })}</small>}
        </time>
      )}
      <div>
        <p>{it.what}</p>
        <p className={styles.note}>{it.who === null ? t("next.us") : t("next.with", { who: it.who })}</p>
      </div>
    </li>
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
export function Promises({ promises, zone }: { promises: Portal["promises"]; zone: string }) {
  const { t } = useTranslation("loyalty/portal");
  const [all, setAll] = useState(false);
  const { kept, late, broken, items } = promises;
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
          <Promised key={it.id} item={it} zone={zone} />
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
          <li key={`${it.words}${it.at}`} className={styles.said}>
            {it.said && <q>{it.said}</q>}
            <p>{it.words}</p>
            <p className={styles.note}>{t("changes.since", { day: day(it.at) })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const HOW: readonly Frequency[] = ["after_each_meeting", "twice_a_year", "never"];

/** How often we may ask; saved at once, and it holds for everybody here. */
export function Wishes({ portal, secret }: { portal: Portal; secret: string }) {
  const { t } = useTranslation("loyalty/portal");
  const wish = useWish(secret);
  const value = wish.isPending ? wish.variables : (portal.wishes?.asking ?? null);
  return (
    <section className={styles.s5} aria-labelledby="wishes">
      <h2 id="wishes">{t("wishes.title")}</h2>
      <p className={styles.lead}>{t("wishes.lead")}</p>
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
