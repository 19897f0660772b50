import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "../../../i18n/languages";
import { isProblem } from "../../../lib/problem";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Expect } from "./Expect";
import { Gone } from "./Gone";
import { Changes, Next, Promises, Wishes } from "./parts";
import styles from "./portal.module.css";
import { type Portal, portalQuery } from "./queries";

const route = getRouteApi("/c/$secret");

/** The client's own page: what we understood, promised and changed, and what comes next. By link, without a password. */
export default function PortalPage() {
  const { t } = useTranslation("loyalty/portal");
  const { secret } = route.useParams();
  const portal = useQuery(portalQuery(secret));
  // Once the link opens nothing, nothing of what it showed stays.
  const data = isProblem(portal.error, "link_gone") ? undefined : portal.data;
  useEffect(() => {
    document.title = data ? t("title", { organization: data.organization }) : t("titlePlain");
  }, [data, t]);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.firm}>
          {data && (
            <>
              <i aria-hidden="true">{data.organization.slice(0, 1)}</i>
              {data.organization}
            </>
          )}
        </span>
        <Languages />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {portal.error ? (
          <Gone error={portal.error} secret={secret} onRetry={() => portal.refetch()} />
        ) : data ? (
          <Content portal={data} secret={secret} />
        ) : (
          <div className={styles.hello}>
            <SkeletonRows rows={7} height={48} />
          </div>
        )}
      </main>
      <footer className={styles.foot}>
        {data && <p>{t("foot.yours")}</p>}
        {data && <p>{t("foot.until", { day: longDay(data.expires_at, data.time_zone) })}</p>}
        {data?.person?.email && (
          <p>
            <a href={mail(data.person.email, t("foot.newSubject"))}>{t("foot.new")}</a>
            <a href={mail(data.person.email, t("foot.deleteSubject"))}>{t("foot.delete")}</a>
          </p>
        )}
      </footer>
    </div>
  );
}

export function mail(to: string, subject: string): string {
  return `mailto:${to}?subject=${encodeURIComponent(subject)}`;
}

function longDay(at: string, zone: string): string {
  const locale = document.documentElement.lang === "de" ? "de" : "en-GB";
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: zone }).format(
    new Date(at),
  );
}

function Content({ portal, secret }: { portal: Portal; secret: string }) {
  const { t } = useTranslation("loyalty/portal");
  const name = portal.greeting;
  const hello = t(`hello.${partOfDay(portal.time_zone)}`);
  return (
    <>
      <div className={styles.hello}>
        <h1 tabIndex={-1}>{name ? `${hello}, ${name}` : hello}</h1>
        <p>
          {portal.person
            ? t("lead", { client: portal.client ?? t("you"), person: first(portal.person.name) })
            : t("leadNobody", { client: portal.client ?? t("you") })}
        </p>
      </div>
      <div className={styles.grid}>
        <div className={styles.a}>
          <Expect portal={portal} secret={secret} />
          <Changes changes={portal.changes} zone={portal.time_zone} />
        </div>
        <div className={styles.b}>
          <Next portal={portal} secret={secret} />
          <Promises promises={portal.promises} zone={portal.time_zone} />
          <Wishes portal={portal} secret={secret} />
        </div>
      </div>
    </>
  );
}

export function first(name: string): string {
  return name.split(" ")[0] ?? name;
}

function partOfDay(zone: string): "morning" | "day" | "evening" {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hour12: false, timeZone: zone }).format());
  if (hour >= 5 && hour < 11) return "morning";
  return hour >= 18 || hour < 5 ? "evening" : "day";
}

function Languages() {
  const { i18n } = useTranslation();
  return (
    <span className={styles.languages}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={i18n.language === each}
          onClick={() => void i18n.changeLanguage(each)}
        >
          {languageNames[each]}
        </button>
      ))}
    </span>
  );
}
