import { useTranslation } from "react-i18next";
import { Skeleton } from "../../../ui/Skeleton";
import styles from "./page.module.css";

/** The grid's places in their sizes, so that nothing moves when the touchpoints come. */
export function PageSkeleton() {
  const { t } = useTranslation("design/inventory");
  return (
    <div aria-busy="true" className={styles.page}>
      <h1 className="sr">{t("page.loading")}</h1>
      <div style={{ display: "grid", gap: 8, minHeight: 128, alignContent: "start" }}>
        <Skeleton width={260} height={20} />
        <Skeleton width="min(90%, 620px)" height={36} />
        <Skeleton width="min(80%, 480px)" height={24} />
      </div>
      <div className={styles.skeleton}>
        {Array.from({ length: 40 }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places of a skeleton have no other name
          <Skeleton key={at} height={44} />
        ))}
      </div>
    </div>
  );
}
