import { useTranslation } from "react-i18next";
import { Skeleton, SkeletonRows } from "../ui/Skeleton";

/** A page on its way: a heading's and a table's place. */
export function PagePending() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true" style={{ display: "grid", gap: 16 }}>
      <h1 className="sr">{t("state.loading")}</h1>
      <Skeleton width="min(60%, 480px)" height={36} />
      <Skeleton width="min(80%, 640px)" height={24} />
      <div style={{ height: 16 }} />
      <SkeletonRows rows={8} />
    </div>
  );
}
