import { useTranslation } from "react-i18next";
import { Skeleton } from "../../../ui/Skeleton";
import styles from "./touchpoint.module.css";

/** The touchpoint's places in their sizes. */
export function TouchpointSkeleton() {
  const { t } = useTranslation("insight");
  return (
    <div aria-busy="true">
      <h1 className="sr">{t("common.loading")}</h1>
      <div style={{ display: "grid", gap: 8, minHeight: 128, alignContent: "start" }}>
        <Skeleton width={180} height={20} />
        <Skeleton width="min(90%, 560px)" height={36} />
        <Skeleton width="min(100%, 640px)" height={24} />
      </div>
      <Skeleton height={88} />
      <div style={{ height: 24 }} />
      <div className={styles.box}>
        <div className={styles.section} style={{ minHeight: 220 }}>
          <Skeleton width="50%" height={20} />
        </div>
        <div className={styles.two}>
          <div className={styles.section} style={{ minHeight: 300 }}>
            <Skeleton width="60%" height={20} />
          </div>
          <div className={styles.section} style={{ minHeight: 300 }}>
            <Skeleton width="60%" height={20} />
          </div>
        </div>
      </div>
    </div>
  );
}
