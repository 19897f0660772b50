import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../ui/ErrorState";
import { Skeleton } from "../../ui/Skeleton";
import { useImport } from "./queries";
import { ResultView } from "./run/ResultView";
import { RunView } from "./run/RunView";
import { running } from "./types";

const route = getRouteApi("/shell/import/$id");

/** Steps four and five of an import: the same address while it runs and afterwards, so that one can leave and come back. */
export default function ImportResultPage() {
  const { t } = useTranslation("signals");
  const { id } = route.useParams();
  const { data, error, refetch } = useImport(id);
  if (data) return running(data.state) ? <RunView running={data} /> : <ResultView finished={data} />;
  if (error) return <ErrorState level={1} error={error} onRetry={() => void refetch()} />;
  return (
    <div role="status" aria-label={t("loading")}>
      <Skeleton width={280} height={20} />
      <br />
      <Skeleton width="60%" height={36} />
      <br />
      <Skeleton height={200} />
    </div>
  );
}
