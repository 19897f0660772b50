import styles from "./Skeleton.module.css";

/** The place of something that is on its way, in its size, so that nothing jumps when it comes. */
export function Skeleton({ width = "100%", height = 20 }: { width?: number | string; height?: number | string }) {
  return <span className={styles.bone} style={{ width, height }} aria-hidden="true" />;
}

export function SkeletonRows({ rows = 6, height = 24 }: { rows?: number; height?: number }) {
  return (
    <div className={styles.rows} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no other name
        <Skeleton key={row} height={height} width={`${100 - ((row * 7) % 23)}%`} />
      ))}
    </div>
  );
}
