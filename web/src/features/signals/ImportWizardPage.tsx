import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/me";
import { isProblem } from "../../lib/problem";
import { LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { Skeleton, SkeletonRows } from "../../ui/Skeleton";
import { useUpload } from "./queries";
import { MappingStep } from "./wizard/MappingStep";
import { PreviewStep } from "./wizard/PreviewStep";
import { UploadStep } from "./wizard/UploadStep";

const route = getRouteApi("/shell/import/new");

/** Steps one to three: everything about a file before it runs. Which step and which file stands in the address. */
export default function ImportWizardPage() {
  const { t } = useTranslation("signals");
  const may = useMay("run_imports");
  const { upload: id, step, show } = route.useSearch();
  const upload = useUpload(id);
  if (!may) {
    return (
      <EmptyState level={1} title={t("forbidden.title")}>
        {t("forbidden.what")}
      </EmptyState>
    );
  }
  if (id === undefined) return <UploadStep />;
  if (upload.error) {
    return isProblem(upload.error) && upload.error.status === 404 ? (
      <EmptyState
        level={1}
        title={t("gone.title")}
        action={
          <LinkButton look="go" to="/import/new">
            {t("gone.again")}
          </LinkButton>
        }
      >
        {t("gone.what")}
      </EmptyState>
    ) : (
      <ErrorState level={1} error={upload.error} onRetry={() => void upload.refetch()} />
    );
  }
  if (!upload.data) {
    return (
      <div role="status" aria-label={t("loading")}>
        <Skeleton width={280} height={20} />
        <br />
        <Skeleton width="60%" height={36} />
        <SkeletonRows rows={10} height={40} />
      </div>
    );
  }
  // Another reading of the file is another start: the work on the old columns must not show up under the new ones.
  const reading = `${upload.data.id} ${upload.data.columns.map((column) => column.name).join("|")}`;
  return step === "mapping" ? (
    <MappingStep key={reading} upload={upload.data} show={show} />
  ) : (
    <PreviewStep upload={upload.data} />
  );
}
