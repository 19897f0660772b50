import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { ErrorState } from "../../../../ui/ErrorState";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { Segmented } from "../../../../ui/Tabs";
import { useTimeline } from "../../queries";
import { Entry } from "./Entry";
import styles from "./timeline.module.css";

const route = getRouteApi("/shell/clients/$clientId");

/** Enough to see where the relationship is; the rest comes when asked for. */
const LIMIT = 20;

/** What happened, first through the client's eyes: what they saw, awaited or were asked, and nothing else. */
export function TimelineSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("clients");
  const { view = "client" } = route.useSearch();
  const navigate = route.useNavigate();
  const timeline = useTimeline(clientId, view, LIMIT);
  return (
    <>
      <div className={styles.head}>
        <Segmented
          label={t("timeline.eyes")}
          items={[
            { key: "client", label: t("timeline.client") },
            { key: "full", label: t("timeline.full") },
          ]}
          selected={view}
          onSelect={(next) =>
            void navigate({ search: next === "full" ? { view: "full" } : {}, replace: true, resetScroll: false })
          }
        />
        <p>{t(view === "client" ? "timeline.clientIs" : "timeline.fullIs")}</p>
      </div>
      {timeline.isError ? (
        <ErrorState error={timeline.error} level={3} onRetry={() => void timeline.refetch()} />
      ) : !timeline.data ? (
        <SkeletonRows rows={12} height={36} />
      ) : (
        <Entries timeline={timeline} view={view} />
      )}
    </>
  );
}

type Timeline = ReturnType<typeof useTimeline>;

function Entries({ timeline, view }: { timeline: Timeline; view: "client" | "full" }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const happenings = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  if (happenings.length === 0)
    return (
      <EmptyState title={t(view === "client" ? "timeline.emptyTitle" : "timeline.emptyFullTitle")} level={3}>
        <p>{t("timeline.empty")}</p>
      </EmptyState>
    );
  return (
    <div aria-busy={timeline.isPlaceholderData}>
      <ol className={styles.line}>
        {happenings.map((one, at) => {
          const year = one.at.slice(0, 4);
          return (
            <Entry
              key={one.id}
              happening={one}
              full={view === "full"}
              year={at > 0 && happenings[at - 1]?.at.slice(0, 4) !== year ? year : null}
            />
          );
        })}
      </ol>
      {timeline.hasNextPage && (
        <Button size="s" pending={timeline.isFetchingNextPage} onPress={() => void timeline.fetchNextPage()}>
          {t("timeline.more")}
        </Button>
      )}
      <p className="sr" aria-live="polite">
        {t("timeline.shown", { count: happenings.length, n: format.count(happenings.length) })}
      </p>
    </div>
  );
}
