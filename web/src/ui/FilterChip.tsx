import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Chevron } from "./Chevron";
import styles from "./FilterChip.module.css";

type FilterChipProps = {
  /** "year" */
  name: string;
  /** "2017", "all" */
  value: string;
};

/**
 * A filter that holds, "year = 2017". Goes as `trigger` into a Menu or Popover, where it is changed;
 * with `onRemove` put it beside the trigger through `RemovableFilter`.
 */
export function FilterChip({ name, value, ...rest }: FilterChipProps) {
  return (
    <Button {...rest} className={styles.chip}>
      <span>{name} =</span>
      <b>{value}</b>
      <Chevron />
    </Button>
  );
}

/** A filter that can be taken away: the chip and its cross. */
export function RemovableFilter({
  name,
  onRemove,
  children,
}: {
  name: string;
  onRemove: () => void;
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <span className={styles.group}>
      {children}
      <Button className={styles.chip} onPress={onRemove} aria-label={t("filter.remove", { name })}>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="m3 3 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      </Button>
    </span>
  );
}

/** The dashed chip that adds one; goes as `trigger` into a Menu or Popover. */
export function AddFilterChip({ children }: { children: string }) {
  return <Button className={`${styles.chip} ${styles.add}`}>{children}</Button>;
}
