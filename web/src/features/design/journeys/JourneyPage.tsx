import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Skeleton } from "../../../ui/Skeleton";
import { Desk } from "./Desk";
import styles from "./parts.module.css";
import { useInventory, useJourney } from "./queries";

/** One journey: stages by lanes, as designed and as lived. */
export default function JourneyPage() {
  const { t } = useTranslation("design/journeys");
  const { id } = useParams({ strict: false }) as { id: string };
  const journey = useJourney(id);
  const { stages, channels, spots, colleagues } = useInventory();
  const failed = [journey, stages, channels, spots].find((query) => query.isError);
  if (failed) {
    return <ErrorState error={failed.error} level={1} onRetry={() => void failed.refetch()} action={<Back />} />;
  }
  if (!journey.data || !stages.data || !channels.data || !spots.data) {
    return (
      <>
        <PageHeader title={t("state.loading")} />
        <Skeleton height={560} />
      </>
    );
  }
  return (
    <Desk
      key={id}
      journey={journey.data}
      inventory={{ stages: stages.data, channels: channels.data, spots: spots.data }}
      colleagues={colleagues.data?.map((one) => one.name) ?? []}
      above={<Crumbs name={journey.data.document.name} />}
    />
  );
}

function Back() {
  const { t } = useTranslation("design/journeys");
  return <Link to="/journeys">{t("list.all")}</Link>;
}

function Crumbs({ name }: { name: string }) {
  const { t } = useTranslation("design/journeys");
  return (
    <nav aria-label={t("crumbs")}>
      <ol className={styles.crumbs}>
        <li>
          <Link to="/journeys">{t("list.all")}</Link>
        </li>
        <li aria-current="page">{name}</li>
      </ol>
    </nav>
  );
}
