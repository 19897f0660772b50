import { useTranslation } from "react-i18next";
import { saveCsv } from "../../../lib/csv";
import { Button } from "../../../ui/Button";
import type { Finding } from "./queries";
import { useGapWords } from "./useGapWords";

/** The findings on this page to take along, in the order in which they stand. */
export function GapsExport({ findings, state }: { findings: readonly Finding[]; state: string }) {
  const { t } = useTranslation("design/gaps");
  const words = useGapWords();
  const save = () => {
    const columns = [
      "no",
      "found_by",
      "missing",
      "why",
      "confidence",
      "evidence",
      "stage",
      "channel",
      "first_seen",
      "owner",
    ];
    const rows = findings.map((it) => [
      it.no,
      t(`detector.${it.detector}`),
      words.title(it),
      words.sentence(it),
      it.confidence,
      it.evidence,
      it.suggestion.stage?.label,
      it.suggestion.channel?.label,
      it.first_seen_at,
      it.decision.owner?.name,
    ]);
    saveCsv(`${t("page.name")} ${t(`state.${state as "open"}`)}.csv`, [
      columns.map((key) => t(`column.${key as "no"}`)),
      ...rows,
    ]);
  };
  return <Button onPress={save}>{t("page.export")}</Button>;
}
