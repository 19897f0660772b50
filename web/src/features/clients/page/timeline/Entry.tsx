import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { useNow } from "../../../../lib/useNow";
import { ClientWords } from "../../../../ui/ClientWords";
import type { Happening } from "../../queries";
import { becameOf, daysBetween, shortDay, verbOf } from "./happening";
import { Mark, markOf } from "./Mark";
import styles from "./timeline.module.css";

type Props = { happening: Happening; full: boolean; year: string | null };

/** One line of the timeline: the day, a mark for how it was, what happened, and the words. */
export function Entry({ happening, full, year }: Props) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const { at, title, words, detail, perception } = happening;
  const verb = verbOf(happening);
  const became = becameOf(happening);
  const unseen = full && !happening.seen_by_client;
  // Some questions have no name, and then nothing follows that the verb could lead to.
  const led = t(`timeline.verb.${verb}`);
  const under = [detail, unseen && t("timeline.unseen")].filter(Boolean).join(" · ");
  return (
    <>
      {year && (
        <li className={styles.year} aria-hidden="true">
          {year}
        </li>
      )}
      <li className={styles.entry} data-mark={markOf(happening)} data-unseen={unseen || undefined}>
        <time dateTime={at} title={format.moment(at)}>
          {shortDay(format.locale, at)}
          <span className="sr"> {at.slice(0, 4)}</span>
        </time>
        <Mark happening={happening} />
        <div>
          <p>
            <span className={styles.verb}>{title === "" && !words ? led.replace(/:$/, "") : led}</span>{" "}
            <span className={styles.what}>{title}</span>
            {became && (
              <span className={styles.felt} data-sign={became.sign}>
                {" "}
                {t(`timeline.became.${became.word}`)}
              </span>
            )}
            {perception !== null && perception !== undefined && (
              <span className={styles.felt} data-sign={Math.sign(perception)}>
                {" "}
                {t(perception > 0 ? "timeline.beyond" : perception < 0 ? "timeline.short" : "timeline.asExpected")}
              </span>
            )}
          </p>
          {happening.awaited && <Span awaited={happening.awaited} />}
          {under !== "" && <p className={styles.under}>{under}</p>}
          {words && (
            <blockquote className={styles.words}>
              <ClientWords>{words}</ClientWords>
            </blockquote>
          )}
        </div>
      </li>
    </>
  );
}

/** How long the client waited, as a bar: dashed while the wait goes on; what came after the day it was owed is short. */
function Span({ awaited: { since, until, answered_at } }: { awaited: NonNullable<Happening["awaited"]> }) {
  const { t } = useTranslation("clients");
  const { locale } = useFormat();
  const now = useNow().toISOString();
  const end = answered_at ?? now;
  const late = end > until ? daysBetween(until, end) : 0;
  const day = shortDay(locale, since);
  const count = daysBetween(since, end);
  return (
    <>
      <p className={styles.under}>
        {count === 0
          ? t(answered_at ? "timeline.waitedToday" : "timeline.waitsToday", { day })
          : t(answered_at ? "timeline.waited" : "timeline.waits", { day, count })}
        {late > 0 && <b className={styles.late}> {t("timeline.late", { count: late })}</b>}
      </p>
      <Bar owed={daysBetween(since, until)} waited={count} open={!answered_at} />
    </>
  );
}

/** The wait against the day it was owed by; the words above say the same. */
function Bar({ owed, waited, open }: { owed: number; waited: number; open: boolean }) {
  const most = Math.max(owed, waited, 1);
  const [inTime, over] = [Math.min(waited, owed) / most, Math.max(0, waited - owed) / most];
  const x = (share: number) => 1 + share * 158;
  return (
    <svg viewBox="0 0 160 10" width="160" height="10" className={styles.span} aria-hidden="true">
      <path d={`M1 5H${x(1)}`} stroke="var(--rule)" strokeWidth="1" />
      <path
        d={`M1 5H${x(inTime)}`}
        stroke="var(--soft)"
        strokeWidth="3"
        {...(open ? { strokeDasharray: "4 3" } : {})}
      />
      {over > 0 && (
        <path
          d={`M${x(inTime)} 5H${x(inTime + over)}`}
          stroke="var(--short)"
          strokeWidth="3"
          {...(open ? { strokeDasharray: "4 3" } : {})}
        />
      )}
      <path d={`M${x(owed / most)} 0V10`} stroke="var(--ink)" strokeWidth="1.5" />
    </svg>
  );
}
