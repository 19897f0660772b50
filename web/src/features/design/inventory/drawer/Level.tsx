import { useTranslation } from "react-i18next";
import { Segmented } from "../../../../ui/Tabs";
import styles from "./drawer.module.css";

interface Props {
  readonly label: string;
  /** What the number means, or where it comes from. */
  readonly note?: string;
  readonly value: number | null;
  readonly from: 0 | 1;
  /** Nobody may know it yet. */
  readonly open?: boolean;
  readonly onChange: (value: number | null) => void;
}

/** A whole number up to five, chosen by pressing it. */
export function Level({ label, note, value, from, open, onChange }: Props) {
  const { t } = useTranslation("design/inventory");
  const numbers = [0, 1, 2, 3, 4, 5].filter((number) => number >= from);
  return (
    <div className={styles.level}>
      <span aria-hidden="true">{label}</span>
      <div>
        <Segmented
          label={label}
          items={[
            ...(open ? [{ key: "open", label: t("drawer.unknown") }] : []),
            ...numbers.map((number) => ({ key: String(number), label: String(number) })),
          ]}
          selected={value === null ? "open" : String(value)}
          onSelect={(key) => onChange(key === "open" ? null : Number(key))}
        />
      </div>
      {note && <small>{note}</small>}
    </div>
  );
}
