import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Entry } from "../../lib/outbox/outbox";
import { outbox } from "../../lib/outbox/waiting";
import { useFormat } from "../../lib/useFormat";
import { useNow } from "../../lib/useNow";
import { Button } from "../../ui/Button";
import { Sign } from "../../ui/Sign";
import { daysAfter, dayWords } from "./days";
import type { Expectation, Place, Prompt, Touch } from "./queries";
import styles from "./today.module.css";

type Plan = NonNullable<Prompt["plan"]>;
type Props = {
  touch: Touch;
  place: Place | null;
  day: string;
  zone: string;
  /** The next one: the only filled button of the page. */
  next: boolean;
  mayLog: boolean;
  onDone: () => void;
  onNote: () => void;
  onLater: () => void;
};

/** One client: why now, what they expect, and what became of it. */
export function TouchCard({ touch, place, day, zone, next, mayLog, onDone, onNote, onLater }: Props) {
  const { t, i18n } = useTranslation("prompts");
  const format = useFormat();
  const first = touch.prompts[0];
  const title = place?.label ?? first?.rule ?? "";
  const { client } = touch;
  const of = { client: client.name };
  return (
    <article className={styles.touch} aria-label={t("touchOf", { what: title, client: client.name })}>
      <p className={styles.when} data-late={touch.urgency === "late" || undefined}>
        {touch.urgency === "late" ? (
          <>
            <Sign standing="dissatisfied" size={10} />
            {t("late", { count: touch.days_late, n: format.count(touch.days_late) })}
          </>
        ) : (
          first && dayWords(i18n.language, first.shows_from > day ? first.shows_from : first.due, day)
        )}
      </p>
      <h2>
        {title}
        {place?.minutes != null && <span>{t("minutes", { n: format.count(place.minutes) })}</span>}
      </h2>
      <p className={styles.who}>
        <Link to="/clients/$clientId" params={{ clientId: client.id }}>
          {client.name}
        </Link>
        {client.tier && ` · ${client.tier}`}
        {place?.channel && ` · ${place.channel}`}
      </p>
      <dl>
        <dt>{t("why.label")}</dt>
        <dd>
          {touch.prompts.map((prompt) => (
            <p key={prompt.id}>
              <Why prompt={prompt} day={day} />
            </p>
          ))}
        </dd>
        <dt>{t("expects.label")}</dt>
        <dd>
          {touch.expectations.length === 0 ? (
            <p className={styles.quiet}>{t("expects.none")}</p>
          ) : (
            <ul>
              {touch.expectations.map((expectation) => (
                <ExpectationLine key={expectation.id} expectation={expectation} zone={zone} />
              ))}
            </ul>
          )}
        </dd>
        {touch.promises.length > 0 && (
          <>
            <dt>{t("promised.label")}</dt>
            <dd>
              {touch.promises.map((promise) => (
                <p key={promise.id}>
                  {promise.words},{" "}
                  <b className={promise.overdue ? "short" : undefined}>
                    {t(promise.overdue ? "promised.late" : "promised.by", {
                      day: dayWords(i18n.language, promise.due, day),
                    })}
                  </b>
                  {promise.mine && ` ${t("promised.you")}`}
                </p>
              ))}
            </dd>
          </>
        )}
        {touch.plus_one && (
          <>
            <dt>{t("plusOne.label")}</dt>
            <dd>
              <p>{touch.plus_one.words}</p>
              {touch.plus_one.hold_out ? (
                <p className={styles.tag}>{t("plusOne.holdOut")}</p>
              ) : (
                touch.plus_one.ask_first && <p className={styles.tag}>{t("plusOne.askFirst")}</p>
              )}
            </dd>
          </>
        )}
      </dl>
      {mayLog && (
        <div className={styles.acts}>
          <Button look={next ? "go" : "plain"} onPress={onDone} aria-label={t("doneOf", of)}>
            {t("done")}
          </Button>
          <Button onPress={onNote} aria-label={t("noteOf", of)}>
            {t("note")}
          </Button>
          <Button onPress={onLater} aria-label={t("laterOf", of)}>
            {t("later")}
          </Button>
        </div>
      )}
    </article>
  );
}

/** What a plan's window is, counted from what set it off. */
function windowWords(t: TFunction<"prompts">, { from_days: from, to_days: to }: Plan): string {
  if (from === 0 && to === 0) return t("why.sameDay");
  if (from === 0) return t("why.within", { count: to });
  if (to < 0) return t("why.before", { from: -from, count: -to });
  if (from < 0) return t("why.around", { from: -from, to });
  return from === to ? t("why.after", { count: to }) : t("why.between", { from, to });
}

/** Why a rule or a plan asks, in a sentence. */
export function Why({ prompt, day }: { prompt: Prompt; day: string }) {
  const { t, i18n } = useTranslation("prompts");
  const words = (when: string) => dayWords(i18n.language, when, day);
  const { plan } = prompt;
  if (plan !== null) {
    const by = plan.set_off_by === "date" ? "date" : plan.set_off_by === "touch" ? "touch" : "event";
    return (
      <>
        <b>{t(`why.plan.${by}`, { what: plan.set_off, day: prompt.occasion ? words(prompt.occasion) : "" })}</b>{" "}
        {windowWords(t, plan)}:{" "}
        <Link to="/touchpoints/$key/plan" params={{ key: plan.touchpoint }}>
          {plan.label}
        </Link>{" "}
        {t("why.version", { n: plan.version })}
        <Snoozed prompt={prompt} day={day} />
      </>
    );
  }
  const due = words(prompt.due);
  const reason =
    prompt.kind === "rhythm" && prompt.every_days != null
      ? t("why.rhythm", { count: prompt.every_days, since: words(daysAfter(prompt.due, -prompt.every_days)), due })
      : prompt.occasion != null
        ? t(`why.${prompt.kind === "birthday" ? "birthday" : "date"}`, { occasion: words(prompt.occasion) })
        : t("why.due", { due });
  return (
    <>
      <b>{prompt.rule}</b> {reason}
      <Snoozed prompt={prompt} day={day} />
    </>
  );
}

function Snoozed({ prompt, day }: { prompt: Prompt; day: string }) {
  const { t, i18n } = useTranslation("prompts");
  if (!prompt.snooze) return null;
  const until = dayWords(i18n.language, prompt.snooze.until, day);
  return <span className={styles.tag}>{t("why.snoozed", { day: until, reason: prompt.snooze.reason })}</span>;
}

/** The client's own words in serif and quoted; our guesses plain, and said to be guesses. */
function ExpectationLine({ expectation, zone }: { expectation: Expectation; zone: string }) {
  const { t } = useTranslation("prompts");
  const format = useFormat();
  const { known, words, confirmed_at: confirmed } = expectation;
  return (
    <li data-known={known}>
      <i className={styles.known} data-known={known} aria-hidden="true" />
      {known === "assumed" ? <span>{words}</span> : <q>{words}</q>}
      <span className={styles.tag}>
        {known === "assumed"
          ? t("expects.guess")
          : known === "stated"
            ? t("expects.stated")
            : confirmed
              ? t(`expects.${known === "fresh" ? "confirmed" : "stale"}`, { day: format.day(confirmed, zone) })
              : null}
      </span>
    </li>
  );
}

/** A touch that was noted, or put off, and is not on the server yet. Dashed, not red: nothing is wrong. */
export function WaitingCard({ touch, entries }: { touch: Touch; entries: readonly Entry[] }) {
  const { t } = useTranslation("prompts");
  // Looked at again as time goes by.
  const now = useNow().getTime();
  const [entry] = entries;
  if (!entry) return null;
  const soon = entry.notBefore !== undefined && entry.notBefore > Math.max(now, Date.now() - 1000);
  const refused = entries.some((one) => one.refused);
  const remove = async () => {
    for (const one of entries) await outbox.remove(one.id);
  };
  return (
    <div className={styles.onWay} role="status">
      <p>
        <b>{entry.title}</b> {touch.client.name}
      </p>
      <p className={styles.tag}>
        {refused ? t("waits.refused") : soon ? t("waits.soon") : t("waits.here")}
        {entry.words && ` “${entry.words}”`}
      </p>
      {!refused && (
        <Button look="quiet" size="s" onPress={() => void remove()}>
          {t("undo")}
        </Button>
      )}
    </div>
  );
}
