import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Time } from "../../../ui/Time";
import { Line } from "./list/Line";
import { NewJourneyDialog } from "./list/NewJourneyDialog";
import styles from "./parts.module.css";
import { useAudiences, useDimensions, useInventory, useJourneys } from "./queries";
import { whoWords } from "./WhoChip";

/** All journeys, each with whom it is for and the line it draws. */
export default function JourneysPage() {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const navigate = useNavigate();
  const mayEdit = useMay("edit_design");
  const dimensions = useDimensions(useMay("read_insight"));
  const audiences = useAudiences().data ?? [];
  const journeys = useJourneys();
  const { stages } = useInventory();
  const [making, setMaking] = useState(false);
  if (journeys.isError) {
    return <ErrorState error={journeys.error} level={1} onRetry={() => void journeys.refetch()} />;
  }
  if (!journeys.data || stages.isPending) {
    return (
      <>
        <PageHeader title={t("list.all")} name={t("list.all")} />
        <SkeletonRows rows={4} height={72} />
      </>
    );
  }
  const items = journeys.data;
  const bare = (stages.data ?? []).length === 0;
  const dialog = making && (
    <NewJourneyDialog
      onClose={() => setMaking(false)}
      onMade={(id) => void navigate({ to: "/journeys/$id", params: { id } })}
    />
  );
  if (items.length === 0) {
    return (
      <>
        <PageHeader title={t("empty.title")} name={t("list.all")}>
          {t("empty.lede")}
        </PageHeader>
        <EmptyState
          title={bare ? t("empty.bareTitle") : t("empty.how")}
          boxed
          action={
            mayEdit && (
              <Button look="go" onPress={() => setMaking(true)}>
                {bare ? t("new.fromFile") : t("list.new")}
              </Button>
            )
          }
        >
          <p>{bare ? t("empty.bare") : t("empty.steps")}</p>
        </EmptyState>
        {dialog}
      </>
    );
  }
  const moments = items.reduce((sum, one) => sum + one.moments_of_truth, 0);
  return (
    <>
      <PageHeader
        title={t("list.title", { count: items.length })}
        name={t("list.all")}
        aside={
          <>
            {items.length > 1 && (
              <LinkButton to="/journeys/compare" search={{ ids: items.slice(0, 4).map((one) => one.id) }}>
                {t("list.compare")}
              </LinkButton>
            )}
            {mayEdit && (
              <Button look="go" onPress={() => setMaking(true)}>
                {t("list.new")}
              </Button>
            )}
          </>
        }
      >
        {t("list.lede", { count: moments })}
      </PageHeader>
      <ul className={styles.list}>
        {items.map((journey) => (
          <li key={journey.id} className={styles.journey}>
            <div>
              <h2>
                <Link to="/journeys/$id" params={{ id: journey.id }}>
                  {journey.name}
                </Link>
              </h2>
              {journey.note && <p>{journey.note}</p>}
            </div>
            <Line
              line={journey.line}
              label={t("list.line", {
                line: journey.line.map((one) => (one === null ? "?" : format.signed(one, 0))).join(", "),
              })}
            />
            <div className={styles.facts}>
              <div>
                <b>{whoWords(journey, audiences, dimensions.data) ?? t("who.everybody")}</b>
              </div>
              <div>
                {t("list.steps", { count: journey.steps })}, {t("list.moments", { count: journey.moments_of_truth })}
              </div>
            </div>
            <span className="soft small">
              <Time at={journey.changed_at} />
              {journey.changed_by && (
                <>
                  <br />
                  {journey.changed_by.name}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {dialog}
    </>
  );
}
