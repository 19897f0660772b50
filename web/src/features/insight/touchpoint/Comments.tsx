import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { useFigures } from "../../../ui/charts/useFigures";
import { ErrorState } from "../../../ui/ErrorState";
import { Sign, type Standing } from "../../../ui/Sign";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Time } from "../../../ui/Time";
import { useView } from "../parts/useView";
import { type CommentItem, type TouchpointInsight, useComments } from "../queries";
import { parseScale, standingOf } from "../scales";
import styles from "./touchpoint.module.css";

const SIGN: Record<ReturnType<typeof standingOf>, Standing> = {
  loyal: "loyal",
  ok: "satisfied",
  short: "dissatisfied",
};

const MOST_THEMES = 8;

/** What clients bring up, counted by client, and their own words: in serif, with quotation marks. */
export function Comments({ insight }: { insight: TouchpointInsight }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { total, themes_by } = insight.comments;
  const themes = insight.comments.themes.slice(0, MOST_THEMES);
  // Words counted in comments are no themes anybody has named.
  const counted = themes_by === "codes" ? t("touchpoint.theme") : t("touchpoint.wordsUsed");
  if (total === 0) {
    return (
      <section className={styles.section}>
        <h2 className={styles.heading}>{t("touchpoint.commentsNone")}</h2>
        <p className="soft">{t("touchpoint.commentsNoneWhy")}</p>
      </section>
    );
  }
  const most = Math.max(1, ...themes.map((theme) => theme.clients));
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t("touchpoint.comments", { count: total, n: figures.count(total) })}</h2>
      <div className={themes.length > 0 ? styles.say : undefined}>
        {themes.length > 0 && (
          <div>
            <table className={styles.themes}>
              <caption className="sr">{counted}</caption>
              <thead>
                <tr>
                  <th scope="col">{counted}</th>
                  <th scope="col">{t("common.clients")}</th>
                </tr>
              </thead>
              <tbody>
                {themes.map((theme) => (
                  <tr key={theme.code}>
                    <th scope="row">{theme.label}</th>
                    <td>
                      <i style={{ width: `${(theme.clients / most) * 64}px` }} aria-hidden="true" />
                      <b>{figures.count(theme.clients)}</b>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className={styles.cap}>{t(themes_by === "codes" ? "touchpoint.themesNote" : "touchpoint.wordsNote")}</p>
          </div>
        )}
        <Words insight={insight} />
      </div>
    </section>
  );
}

function Words({ insight }: { insight: TouchpointInsight }) {
  const { t } = useTranslation("insight");
  const [view] = useView();
  const [q, setQ] = useState("");
  const comments = useComments(insight.touchpoint, {
    period: insight.period.label,
    ...(view.where ? { where: view.where } : {}),
    q: q.trim(),
  });
  const items = comments.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div>
      <input
        type="search"
        className={styles.search}
        aria-label={t("touchpoint.searchWords")}
        placeholder={t("touchpoint.searchWords")}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      {comments.isPending ? (
        <SkeletonRows rows={5} height={40} />
      ) : comments.isError ? (
        <ErrorState error={comments.error} onRetry={() => void comments.refetch()} level={3} />
      ) : comments.data.pages.some((page) => page.hidden) ? (
        <p className="soft">{t("touchpoint.wordsHidden")}</p>
      ) : items.length === 0 ? (
        <p className="soft">{q ? t("touchpoint.noWords", { q }) : t("touchpoint.commentsNone")}</p>
      ) : (
        <ul className={styles.words} aria-busy={comments.isPlaceholderData}>
          {items.map((item) => (
            <li key={item.record}>
              <Comment item={item} insight={insight} />
            </li>
          ))}
        </ul>
      )}
      {comments.hasNextPage && (
        <Button pending={comments.isFetchingNextPage} onPress={() => void comments.fetchNextPage()}>
          {t("touchpoint.more")}
        </Button>
      )}
    </div>
  );
}

function Comment({ item, insight }: { item: CommentItem; insight: TouchpointInsight }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const scale = parseScale(item.scale ?? insight.question?.scale);
  const standing = item.score === null ? "unknown" : SIGN[standingOf(item.score, scale)];
  const codes = item.codes.map((code) => code.label).join(", ");
  const about = [
    item.text && codes ? codes : "",
    ...Object.values(item.client_attributes).slice(0, 3),
    item.score === null
      ? t("touchpoint.notRated")
      : t("touchpoint.rated", { score: figures.tick(item.score, "score") }),
  ].filter(Boolean);
  return (
    <figure className={styles.quote}>
      {item.text ? (
        <blockquote>
          <p>{item.text}</p>
        </blockquote>
      ) : (
        <p className={styles.coded}>
          {codes} <small>{t("touchpoint.codesOnly")}</small>
        </p>
      )}
      <figcaption>
        <Sign standing={standing} size={10} label={t(`common.${standing}`)} /> {about.join(" · ")} ·{" "}
        <Time at={item.at} zone={organization.time_zone} as="day" />
      </figcaption>
    </figure>
  );
}
