import { useTranslation } from "react-i18next";
import { CheckboxGroup } from "../../../../ui/Checkbox";
import { Sign } from "../../../../ui/Sign";
import { type Expressed, usePlatform } from "../queries";
import styles from "./parts.module.css";

/** What something expresses, or that it is an orphan. */
export function Expresses({ parts, orphan }: { parts: readonly Expressed[]; orphan: boolean }) {
  const { t } = useTranslation("design/platform");
  return (
    <div className={styles.expresses}>
      {orphan && (
        <p className={styles.orphan}>
          <Sign standing="unknown" size={11} /> {t(parts.length === 0 ? "orphan.none" : "orphan.outdated")}
        </p>
      )}
      {parts.length > 0 && (
        <ul>
          {parts.map((part) => (
            <li key={part.key} data-out={part.in_force ? undefined : ""}>
              {part.words}
              {!part.in_force && <small> {t("orphan.takenOut")}</small>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type PartsFieldProps = {
  value: readonly string[];
  onChange: (keys: string[]) => void;
  /** Parts that it names and that are no longer in force: shown as long as they are chosen. */
  known?: readonly Expressed[];
  error?: string | undefined;
};

/** Which parts of the promise something expresses. */
export function PartsField({ value, onChange, known = [], error }: PartsFieldProps) {
  const { t } = useTranslation("design/platform");
  const parts = usePlatform().data?.parts ?? [];
  const outdated = known.filter((part) => !part.in_force && value.includes(part.key));
  const options = [
    ...parts.map(({ key, words }) => ({ key, label: words })),
    ...outdated.map(({ key, words }) => ({ key, label: words, note: t("orphan.takenOut") })),
  ];
  if (options.length === 0) return <p className="soft">{t("expresses.noParts")}</p>;
  return (
    <CheckboxGroup
      label={t("expresses.label")}
      hint={t("expresses.hint")}
      value={value}
      onChange={onChange}
      options={options}
      error={error}
    />
  );
}
