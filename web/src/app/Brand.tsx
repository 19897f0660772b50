import styles from "./Brand.module.css";

export function Brand() {
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
        <rect x="1" y="1" width="16" height="16" rx="3" fill="var(--accent)" />
        <path
          d="M4 11.5h4.2M9.8 6.5H14M8.2 11.5 9.8 6.5"
          stroke="var(--on-accent)"
          strokeWidth="1.8"
          strokeLinecap="round"
          fill="none"
        />
      </svg>
      Touchstone
    </span>
  );
}
