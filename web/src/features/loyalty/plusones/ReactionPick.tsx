import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Select } from "../../../ui/Select";
import styles from "./plusones.module.css";
import { type Reaction, reactions } from "./queries";

/** How the client took it; none while nobody has heard. */
export function ReactionPick({
  value,
  onChange,
}: {
  value: Reaction | null;
  onChange: (value: Reaction | null) => void;
}) {
  const { t } = useTranslation("loyalty/plusones");
  return (
    <div className={styles.pick}>
      <span id="reaction-label">{t("give.reaction")}</span>
      <ToggleButtonGroup
        aria-labelledby="reaction-label"
        className={styles.toggles ?? ""}
        selectionMode="single"
        selectedKeys={value === null ? [] : [value]}
        onSelectionChange={(keys) => onChange(([...keys][0] as Reaction | undefined) ?? null)}
      >
        {reactions.map((key) => (
          <ToggleButton key={key} id={key} className={styles.toggle ?? ""}>
            {t(`reaction.${key}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <small>{t("give.reactionHint")}</small>
    </div>
  );
}

const steps = ["3", "2", "1", "0", "-1", "-2", "-3"] as const;
const unknown = "-";

/** How the touch was felt against expectation. */
export function FeltSelect({
  value,
  onChange,
  error,
}: {
  value: number | null;
  onChange: (value: number | null) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation("loyalty/plusones");
  return (
    <Select
      label={t("give.felt")}
      options={[{ key: unknown, label: t("felt.unknown") }, ...steps.map((key) => ({ key, label: t(`felt.${key}`) }))]}
      value={value === null ? unknown : String(value)}
      onChange={(key) => onChange(key === unknown ? null : Number(key))}
      error={error}
    />
  );
}
