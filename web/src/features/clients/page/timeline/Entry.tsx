import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { useNow } from "../../../../lib/useNow";
import type { Happening } from "../../queries";
import { daysBetween, knownKind, shortDay } from "./happening";
import { Mark, markOf } from "./Mark";
import styles from "./timeline.module.css";

type Props = { happening: Happening; full: boolean; year: string | null };

/** One line of the timeline: the day, a mark for how it was, what happened, and the words. */
export function Entry({ happening, full, year }: Props) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const now = useNow();
  const { at, awaited, contact, words, by } = happening;
  const kind = knownKind(happening.kind);
  const what = happening.touchpoint?.label ?? happening.label ?? t(`timeline.thing.${kind}`);
  const open = awaited !== null && awaited.until === null;
  const waiting = awaited ? daysBetween(awaited.since, awaited.until ?? now.toISOString()) : 0;
  const title = happening.touchpoint ? (
    <Link to="/touchpoints/$key" params={{ key: happening.touchpoint.key }} className={styles.what}>
      {what}
    </Link>
  ) : (
    <span className={styles.what}>{what}</span>
  );
  const under = [
    awaited
      ? t(open ? "timeline.awaitsSince" : "timeline.awaited", {
          day: shortDay(format.locale, awaited.since),
          count: waiting,
        })
      : null,
    contact,
    full && by ? t("timeline.by", { name: by }) : null,
    full && !happening.seen_by_client ? t("timeline.unseen") : null,
  ].filter(Boolean);
  const felt = happening.felt;
  return (
    <>
      {year && (
        <li className={styles.year} aria-hidden="true">
          {year}
        </li>
      )}
      <li
        className={styles.entry}
        data-mark={markOf(happening)}
        data-unseen={(full && !happening.seen_by_client) || undefined}
      >
        <time dateTime={at} title={format.moment(at)}>
          {shortDay(format.locale, at)}
          <span className="sr"> {at.slice(0, 4)}</span>
        </time>
        <Mark happening={happening} />
        <div>
          <p>
            <span className={styles.verb}>{t(open ? "timeline.verb.awaits" : `timeline.verb.${kind}`)}</span> {title}
            {felt !== null && (
              <span className={styles.felt} data-sign={Math.sign(felt)}>
                {" "}
                {felt > 0 ? t("timeline.beyond") : felt < 0 ? t("timeline.short") : t("timeline.asExpected")}
              </span>
            )}
          </p>
          {under.length > 0 && <p className={styles.under}>{under.join(" · ")}</p>}
          {words && <blockquote className={styles.words}>{t("quoted", { words })}</blockquote>}
        </div>
      </li>
    </>
  );
}
