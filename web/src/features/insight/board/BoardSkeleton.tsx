import { useTranslation } from "react-i18next";
import { Skeleton } from "../../../ui/Skeleton";
import styles from "./board.module.css";

/** The scoreboard's places in their sizes, so that nothing moves when the numbers come. */
export function BoardSkeleton() {
  const { t } = useTranslation("insight");
  return (
    <div aria-busy="true">
      <h1 className="sr">{t("common.loading")}</h1>
      <div style={{ display: "grid", gap: 8, minHeight: 92 }}>
        <Skeleton width="min(90%, 560px)" height={36} />
        <Skeleton width="min(100%, 640px)" height={24} />
      </div>
      <div className={styles.tools}>
        <div>
          <Skeleton width={120} height={34} />
          <Skeleton width={120} height={34} />
          <Skeleton width={100} height={34} />
        </div>
      </div>
      {Array.from({ length: 14 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no other name
        <div key={row} className={styles.skeletonRow}>
          <Skeleton width={140} height={16} />
          <Skeleton height={8} />
          <Skeleton width={60} height={16} />
          <Skeleton width={100} height={16} />
          <Skeleton width={142} height={12} />
        </div>
      ))}
    </div>
  );
}
