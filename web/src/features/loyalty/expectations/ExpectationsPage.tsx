import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Tabs } from "../../../ui/Tabs";
import { DueQueue } from "./DueQueue";
import styles from "./expectations.module.css";
import { FirmIce } from "./FirmIce";
import { Ledger } from "./Ledger";
import { Measures } from "./Measures";
import { firmIcebergQuery } from "./queries";
import type { ExpectationsSearch } from "./search";

const route = getRouteApi("/shell/expectations");

/** What all clients expect of us, and how much of it we know. */
export default function ExpectationsPage() {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const search: ExpectationsSearch = route.useSearch();
  const navigate = route.useNavigate();
  const firm = useQuery(firmIcebergQuery);
  const data = firm.data;
  const all = data?.layers.reduce((sum, cell) => sum + cell.fresh + cell.stale + cell.stated + cell.assumed, 0) ?? 0;
  const known = data?.known.value ?? null;
  const title = !data
    ? t("page.name")
    : all === 0
      ? t("page.titleNone")
      : known === null
        ? t("page.titleUnknown")
        : t("page.title", { share: format.percent(known) });
  const tab = search.tab ?? "due";
  if (firm.error) return <ErrorState error={firm.error} level={1} onRetry={() => firm.refetch()} />;
  return (
    <>
      <PageHeader title={title} name={t("page.name")}>
        {t("page.lead")}
      </PageHeader>
      {!data ? (
        <SkeletonRows rows={10} height={36} />
      ) : all === 0 ? (
        <EmptyState
          title={t("page.emptyTitle")}
          action={
            <LinkButton to="/clients" look="go">
              {t("page.toClients")}
            </LinkButton>
          }
          boxed
        >
          <p>{t("page.empty")}</p>
        </EmptyState>
      ) : (
        <>
          <div className={styles.firm}>
            <FirmIce iceberg={data} />
            <Measures iceberg={data} />
          </div>
          <Tabs
            label={t("page.parts")}
            selected={tab}
            onSelect={(key) => navigate({ search: { ...search, tab: key === "due" ? undefined : key }, replace: true })}
            items={[
              {
                key: "due",
                label: t("page.due"),
                count: format.count(data.due),
                panel: <DueQueue />,
              },
              { key: "ledger", label: t("page.ledger"), panel: <Ledger search={search} /> },
            ]}
          />
        </>
      )}
    </>
  );
}
