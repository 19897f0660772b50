import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../ui/PageHeader";
import { Skeleton, SkeletonRows } from "../../../ui/Skeleton";
import styles from "./plan.module.css";

/** The page's shape while its plan is on the way. */
export function PlanSkeleton() {
  const { t } = useTranslation("design/plans");
  return (
    <>
      <PageHeader title={t("page.loading")} />
      <div className={styles.bar} aria-hidden="true">
        {[1, 2, 3].map((part) => (
          <section key={part}>
            <SkeletonRows rows={3} height={18} />
          </section>
        ))}
      </div>
      <div className={styles.body} aria-hidden="true">
        <SkeletonRows rows={14} height={28} />
        <div className={styles.right}>
          <Skeleton height={320} />
          <Skeleton height={260} />
        </div>
      </div>
    </>
  );
}
