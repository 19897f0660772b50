import styles from "./sheet.module.css";

type Props = {
  /** What the cell is, for readers: "Expectation, step 2: Kick-off call". */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Somebody has gone away: what comes next is another change. */
  onRest: () => void;
  mayEdit: boolean;
  most: number;
  placeholder?: string | undefined;
  look?: "name" | "client" | undefined;
  /** The words of the touchpoint, where the step has none of its own. */
  instead?: string | undefined;
};

/** Words that are written where they stand; the cell grows with them. */
export function Words({ label, value, onChange, onRest, mayEdit, most, placeholder, look, instead }: Props) {
  if (!mayEdit) {
    return (
      <p className={styles.still} data-look={look}>
        {value || instead}
      </p>
    );
  }
  return (
    <div className={styles.grow} data-value={value || instead} data-look={look}>
      <textarea
        aria-label={label}
        value={value}
        rows={1}
        maxLength={most}
        placeholder={instead ?? placeholder}
        onChange={(event) => onChange(look === "name" ? event.target.value.replaceAll("\n", " ") : event.target.value)}
        onBlur={onRest}
      />
    </div>
  );
}
