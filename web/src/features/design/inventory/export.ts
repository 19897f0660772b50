import type { TFunction } from "i18next";
import type { Cell } from "../../../lib/csv";
import type { Card } from "./cards";
import { kindWord, stateWord } from "./words";

/** What is on screen as a table: in the reader's words, plain numbers. */
export function shownRows(t: TFunction<"design/inventory">, cards: readonly Card[]): Cell[][] {
  return [
    [
      t("field.label"),
      t("field.stage"),
      t("field.channel"),
      t("field.kind"),
      t("field.existence"),
      t("export.months"),
      t("card.moment"),
      t("field.importance"),
      t("field.owner"),
      t("field.department"),
      t("field.audiences"),
      t("list.attention"),
      t("field.industry"),
      t("field.reason"),
      t("field.note"),
    ],
    ...cards.map(({ touchpoint, state, staleMonths, attention }) => [
      touchpoint.label,
      touchpoint.stage?.label,
      touchpoint.channel?.label,
      kindWord(t, touchpoint.kind),
      stateWord(t, state),
      staleMonths,
      t(touchpoint.moment_of_truth ? "export.yes" : "export.no"),
      touchpoint.importance,
      touchpoint.owner?.name,
      touchpoint.department,
      touchpoint.audiences.map(({ label }) => label).join("; "),
      attention,
      touchpoint.industry_attention,
      touchpoint.reason,
      touchpoint.note,
    ]),
  ];
}
