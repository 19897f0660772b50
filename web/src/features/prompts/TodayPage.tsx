import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../app/me";
import { outbox, startOutbox, useWaiting } from "../../lib/outbox/waiting";
import { useFormat } from "../../lib/useFormat";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { SkeletonRows } from "../../ui/Skeleton";
import { toast } from "../../ui/toasts";
import { CalendarDialog } from "./CalendarDialog";
import { dayWords, longDay } from "./days";
import { LaterDialog } from "./LaterDialog";
import { LinkRequests } from "./LinkRequests";
import { LogSheet } from "./LogSheet";
import { doneEntries, entryOf, startNote } from "./log";
import { NewestWords } from "./NewestWords";
import { Promises } from "./Promises";
import { type Today, type Touch, useAfterSent, useToday } from "./queries";
import { TouchCard, WaitingCard } from "./TouchCard";
import styles from "./today.module.css";
import { useWithinReach } from "./useOffline";
import { WaitingNotice } from "./Waiting";

/** A touch that was logged by one tap can be taken back so long; then it is sent. */
const undoMs = 8000;

/** What is to be done for clients today, made for one thumb. */
export default function TodayPage() {
  const { t } = useTranslation("prompts");
  const today = useToday();
  useWithinReach(today.isSuccess);
  if (today.error && !today.data)
    return <ErrorState error={today.error} level={1} onRetry={() => void today.refetch()} />;
  if (!today.data) {
    return (
      <>
        <PageHeader title={t("loading")} />
        <SkeletonRows rows={6} height={72} />
      </>
    );
  }
  return <Day today={today.data} />;
}

function Day({ today }: { today: Today }) {
  const { t, i18n } = useTranslation("prompts");
  const format = useFormat();
  const mayLog = useMay("record_signals");
  const { organization, person } = useMe();
  const who = { organization: organization.id, person: person.id };
  const waiting = useWaiting(who);
  const { onWay, release } = useOnWay(today);
  const [noting, setNoting] = useState<Touch | null>(null);
  const [later, setLater] = useState<Touch | null>(null);
  const [calendar, setCalendar] = useState(false);
  useEffect(() => startOutbox({ organization: organization.id, person: person.id }), [organization.id, person.id]);

  const settled = new Map(waiting.flatMap((entry) => (entry.settles ?? []).map((id) => [id, entry] as const)));
  const entriesFor = (touch: Touch) => [...new Set(touch.prompts.flatMap(({ id }) => settled.get(id) ?? []))];
  const isOnWay = (touch: Touch) => touch.prompts.some(({ id }) => onWay.has(id));
  const open = today.touches.filter((touch) => entriesFor(touch).length === 0 && !isOnWay(touch));
  const sending = today.touches.flatMap((touch) => {
    const entries = entriesFor(touch);
    return entries.length > 0 ? [{ touch, entries }] : [];
  });
  const placeOf = (touch: Touch) => today.places.find(({ id }) => id === touch.touchpoint) ?? null;

  /** Without any touchpoint nothing can be noted of a touch, but it was done. */
  const settleNow = (touch: Touch) => {
    const now = new Date();
    const what = touch.prompts[0]?.rule ?? "";
    const entries = doneEntries(touch, what, who, now, now.getTime() + undoMs);
    for (const entry of entries) void outbox.add(entry, who);
    setNoting(null);
    toast(t("logged", { client: touch.client.name, what }), {
      action: {
        label: t("undo"),
        run: () => {
          for (const { id } of entries) void outbox.remove(id);
        },
      },
    });
  };

  const logNow = (touch: Touch) => {
    if (today.places.length === 0) return settleNow(touch);
    const place = placeOf(touch);
    if (!place) return setNoting(touch);
    const now = new Date();
    const entry = { ...entryOf(touch, place, startNote(touch), who, now), notBefore: now.getTime() + undoMs };
    void outbox.add(entry, who);
    toast(t("logged", { client: touch.client.name, what: place.label }), {
      action: { label: t("undo"), run: () => void outbox.remove(entry.id) },
    });
  };

  const due = open.filter(({ urgency }) => urgency !== "coming");
  const late = due.filter(({ urgency }) => urgency === "late").length;
  const first = open[0];
  const n = format.count(due.length);
  const headline =
    due.length === 0
      ? t(first ? "headline.coming" : "headline.none")
      : late === 0
        ? t("headline.due", { count: due.length, n })
        : late < due.length || late === 1
          ? t("headline.late", { count: due.length, n, late: format.count(late) })
          : t(late === 2 ? "headline.bothLate" : "headline.allLate", { n });
  return (
    <>
      <PageHeader
        title={headline}
        name={t("title")}
        above={<p className={styles.date}>{longDay(i18n.language, today.day)}</p>}
        aside={<WaitingNotice who={who} entries={waiting} keptAt={today.keptAt} zone={today.time_zone} />}
      >
        {first ? (
          <p>
            {t(first.urgency === "coming" ? "lede.coming" : "lede.first", {
              client: first.client.name,
              what: placeOf(first)?.label ?? first.prompts[0]?.rule ?? "",
              day: dayWords(i18n.language, first.prompts[0]?.due ?? today.day, today.day),
            })}
            {today.more > 0 &&
              ` ${t(today.more_at_least ? "lede.moreAtLeast" : "lede.more", { count: today.more, n: format.count(today.more) })}`}
          </p>
        ) : undefined}
      </PageHeader>
      <div className={styles.columns}>
        <section aria-label={t("touches")}>
          <LinkRequests requests={today.link_requests} zone={today.time_zone} mayLog={mayLog} />
          {sending.map(({ touch, entries }) => (
            <WaitingCard key={entries[0]?.id} touch={touch} entries={entries} />
          ))}
          {open.length === 0 && sending.length === 0 ? (
            today.without_rules ? (
              <EmptyState
                title={t("empty.noRules")}
                boxed
                action={
                  <LinkButton to="/today/rules" look="go">
                    {t("empty.toRules")}
                  </LinkButton>
                }
              >
                <p>{t("empty.noRulesWhy")}</p>
              </EmptyState>
            ) : (
              <EmptyState title={t("empty.done")} boxed>
                <p>{t("empty.doneWhy")}</p>
              </EmptyState>
            )
          ) : (
            open.map((touch, at) => (
              <TouchCard
                key={touch.prompts[0]?.id ?? touch.client.id}
                touch={touch}
                place={placeOf(touch)}
                day={today.day}
                zone={today.time_zone}
                next={at === 0}
                mayLog={mayLog}
                onDone={() => logNow(touch)}
                onNote={() => setNoting(touch)}
                onLater={() => setLater(touch)}
              />
            ))
          )}
        </section>
        <aside className={styles.aside}>
          <Promises
            promises={today.promises}
            day={today.day}
            who={who}
            waiting={settled}
            onWay={onWay}
            onUndone={release}
          />
          <NewestWords words={today.words} zone={today.time_zone} />
          <section>
            <h2 className={styles.sec}>{t("more.title")}</h2>
            <ul className={styles.links}>
              <li>
                <Link to="/today/rules">{t("more.rules")}</Link>
              </li>
              <li>
                <a href="/v1/export/today.csv" download>
                  {t("more.csv")}
                </a>
              </li>
              <li>
                <Button look="quiet" size="s" onPress={() => setCalendar(true)}>
                  {t("more.calendar")}
                </Button>
              </li>
            </ul>
          </section>
        </aside>
      </div>
      <LogSheet touch={noting} today={today} who={who} onSettle={settleNow} onClose={() => setNoting(null)} />
      <LaterDialog touch={later} day={today.day} who={who} onClose={() => setLater(null)} onUndone={release} />
      <CalendarDialog open={calendar} onClose={() => setCalendar(false)} />
    </>
  );
}

/**
 * What the server has as settled and the next answer will no longer hold: it does not come back for a moment. Whoever takes
 * something back releases it.
 */
function useOnWay(today: Today): { onWay: ReadonlySet<string>; release: (ids: readonly string[]) => void } {
  const afterSent = useAfterSent();
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  useEffect(
    () =>
      outbox.onSent((entry) => {
        setSent((before) => new Set([...before, ...(entry.settles ?? [])]));
        void afterSent(entry.kind);
      }),
    [afterSent],
  );
  const shown = new Set([
    ...today.touches.flatMap(({ prompts }) => prompts.map(({ id }) => id)),
    ...today.promises.map(({ id }) => id),
  ]);
  const release = (ids: readonly string[]) => {
    setSent((before) => new Set([...before].filter((id) => !ids.includes(id))));
    void afterSent("later");
  };
  return { onWay: new Set([...sent].filter((id) => shown.has(id))), release };
}
