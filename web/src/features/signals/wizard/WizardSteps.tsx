import { useTranslation } from "react-i18next";
import { Stepper } from "../../../ui/Stepper";

export const STEPS = ["upload", "preview", "mapping", "run", "result"] as const;
export type Step = (typeof STEPS)[number];

/** The five steps above every page of an import. */
export function WizardSteps({ current, onSelect }: { current: Step; onSelect?: (step: Step) => void }) {
  const { t } = useTranslation("signals");
  return (
    <Stepper
      label={t("steps.label")}
      current={current}
      steps={STEPS.map((key) => ({ key, label: t(`steps.${key}`) }))}
      {...(onSelect ? { onSelect: (key: string) => onSelect(key as Step) } : {})}
    />
  );
}
