import type { KeyboardEvent, Ref } from "react";
import styles from "./parts.module.css";

type Props = {
  /** What the field is called, for readers; its place on the page says it to the eye. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What belongs here, while nothing does. */
  placeholder?: string;
  id?: string | undefined;
  readOnly?: boolean;
  /** Enter goes on to the next item instead of into the next line. */
  onEnter?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  /** Something is missing here; the words for it stand beside it. */
  short?: boolean;
  serif?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
};

/** Words on the page that can be changed where they stand: a field that looks like text until one goes there. */
export function Quiet(props: Props) {
  const { label, value, onChange, placeholder, id, readOnly, onEnter, onKeyDown, short, serif, ref } = props;
  if (readOnly) {
    return (
      <span id={id} className={styles.read} data-serif={serif || undefined}>
        {value || <span className="soft">–</span>}
      </span>
    );
  }
  return (
    <span className={styles.grow} data-value={value || placeholder} data-serif={serif || undefined}>
      <textarea
        ref={ref}
        id={id}
        rows={1}
        maxLength={4000}
        aria-label={label}
        aria-invalid={short || undefined}
        className={styles.quiet}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.defaultPrevented || event.key !== "Enter" || event.shiftKey || !onEnter) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </span>
  );
}
