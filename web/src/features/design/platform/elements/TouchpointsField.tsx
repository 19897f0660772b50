import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { ComboBox } from "../../../../ui/ComboBox";
import { useTraceability } from "../queries";
import styles from "./elements.module.css";

type TouchpointsFieldProps = {
  value: readonly string[];
  onChange: (ids: string[]) => void;
  error?: string | undefined;
};

/** Where something is met: found by typing, one after the other. */
export function TouchpointsField({ value, onChange, error }: TouchpointsFieldProps) {
  const { t } = useTranslation("design/platform");
  const touchpoints = useTraceability().data?.touchpoints ?? [];
  // A fresh field after each choice: the chosen one moves up into the list.
  const [round, setRound] = useState(0);
  const chosen = value.flatMap((id) => touchpoints.filter((each) => each.id === id));
  const left = touchpoints.filter((each) => !value.includes(each.id) && each.existence !== "not_applicable");
  return (
    <div className={styles.touchpoints}>
      <ComboBox
        key={`${round} ${touchpoints.length}`}
        label={t("elements.where")}
        hint={t("elements.whereHint")}
        placeholder={t("elements.addTouchpoint")}
        options={left.map((each) => ({ key: each.id, label: each.label }))}
        value={null}
        onChange={(id) => {
          if (id === null) return;
          onChange([...value, id]);
          setRound(round + 1);
        }}
        error={error}
      />
      {chosen.length > 0 && (
        <ul>
          {chosen.map((each) => (
            <li key={each.id}>
              {each.label}
              <Button
                look="quiet"
                size="s"
                onPress={() => onChange(value.filter((id) => id !== each.id))}
                aria-label={t("elements.takeFrom", { label: each.label })}
              >
                {t("pictures.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
