import { useTranslation } from "react-i18next";
import { Skeleton, SkeletonRows } from "../../../ui/Skeleton";
import styles from "./cockpit.module.css";

/** The cockpit's places in their sizes. */
export function CockpitSkeleton() {
  const { t } = useTranslation("insight");
  return (
    <div aria-busy="true">
      <h1 className="sr">{t("common.loading")}</h1>
      <div style={{ display: "grid", gap: 8, minHeight: 92, alignContent: "start" }}>
        <Skeleton width="min(90%, 560px)" height={36} />
        <Skeleton width="min(100%, 640px)" height={24} />
      </div>
      <div className={styles.tiles}>
        {([4, 5, 3, 4, 3, 3, 3] as const).map((span, tile) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tiles of a skeleton have no other name
          <div key={tile} className={styles.tile} data-span={span} style={{ minHeight: tile < 3 ? 300 : 150 }}>
            <Skeleton width="60%" height={20} />
            <div style={{ height: 16 }} />
            <Skeleton height={tile < 3 ? 96 : 40} />
          </div>
        ))}
      </div>
      <SkeletonRows rows={5} height={24} />
    </div>
  );
}
