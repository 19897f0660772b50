import { useTranslation } from "react-i18next";
import { saveCsv } from "../../../lib/csv";
import { Button } from "../../../ui/Button";
import { fileName } from "../../../ui/charts/exports";
import type { Journey, Lived, Stage } from "./queries";

type Props = { journeys: readonly Journey[]; lived: ReadonlyMap<string, Lived>; stages: readonly Stage[] };

/** Both lines of every journey on the sheet, a row a step. */
export function CompareExport({ journeys, lived, stages }: Props) {
  const { t } = useTranslation("design/journeys");
  const save = () => {
    const head = ["journey", "stage", "step", "designed", "lived", "low", "high", "n"] as const;
    const rows = journeys.flatMap(({ id, document }) => {
      const heard = new Map((lived.get(id)?.steps ?? []).map((step) => [step.step, step.estimate]));
      return document.steps.map((step) => {
        const felt = heard.get(step.id);
        return [
          document.name,
          stages.find((one) => one.key === step.stage)?.label ?? step.stage,
          step.label,
          step.feeling,
          felt?.value,
          felt?.low,
          felt?.high,
          felt?.n,
        ];
      });
    });
    saveCsv(`${fileName(t("compare.name"))}.csv`, [head.map((key) => t(`compare.column.${key}`)), ...rows]);
  };
  return <Button onPress={save}>{t("compare.export")}</Button>;
}
