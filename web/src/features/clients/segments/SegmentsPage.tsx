import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Pages } from "../parts/Pages";
import { type Segment, useFields, useSegments } from "../queries";
import { Editor } from "./Editor";
import styles from "./segments.module.css";
import type { Filter } from "./tree";
import { useFilterWords } from "./words";

const route = getRouteApi("/shell/clients/segments");

/** Saved filters, each with how many it means now, and the builder beside them. */
export default function SegmentsPage() {
  const { t } = useTranslation("clients/segments");
  const { id } = route.useSearch();
  const mayEdit = useMay("edit_clients");
  const segments = useSegments();
  const fields = useFields();
  const failed = [segments, fields].find((one) => one.isError);
  const open = id === "new" ? null : segments.data?.find((one) => one.id === id);
  const add = (
    <LinkButton to="/clients/segments" search={{ id: "new" }} look="go">
      {t("add")}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        above={<Pages />}
        aside={mayEdit && segments.data && segments.data.length > 0 && id !== "new" && add}
      >
        {t("lead")}
      </PageHeader>
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : !segments.data || !fields.data ? (
        <SkeletonRows rows={6} height={48} />
      ) : segments.data.length === 0 && open === undefined ? (
        <EmptyState title={t("emptyTitle")} action={mayEdit && add}>
          <p>{t("empty")}</p>
        </EmptyState>
      ) : (
        <div className={styles.page} data-open={open !== undefined || undefined}>
          {segments.data.length > 0 && <List segments={segments.data} current={id} />}
          {open !== undefined && <Editor key={id} segment={open} fields={fields.data} mayEdit={mayEdit} />}
        </div>
      )}
    </>
  );
}

function List({ segments, current }: { segments: readonly Segment[]; current: string | undefined }) {
  const { t } = useTranslation("clients/segments");
  const format = useFormat();
  const words = useFilterWords(useFields().data ?? []);
  return (
    <ul className={styles.list} aria-label={t("list")}>
      {segments.map(({ id, name, filter, clients }) => (
        <li key={id} data-current={id === current || undefined}>
          <Link to="/clients/segments" search={{ id }} aria-current={id === current ? "true" : undefined}>
            {name}
          </Link>
          <span>{t("count", { count: clients, n: format.count(clients) })}</span>
          <p>{words.sentence(filter as Filter)}</p>
        </li>
      ))}
    </ul>
  );
}
