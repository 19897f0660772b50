import { BulkForm } from "../mapping/BulkForm";
import { DateForm } from "../mapping/DateForm";
import { ruleOf } from "../mapping/document";
import { editColumns, fixDate } from "../mapping/edit";
import { type MeaningEdit, MeaningForm } from "../mapping/MeaningForm";
import { SaveForm } from "../mapping/SaveForm";
import { saying, type Work } from "../mapping/work";
import type { Column, Upload } from "../types";

/** Which form of the mapping step is open. */
export type Asking = { form: "column"; name: string } | { form: "bulk" | "date" | "save" } | undefined;

type FormsProps = {
  asking: Asking;
  upload: Upload;
  work: Work;
  chosen: readonly Column[];
  places: Parameters<typeof MeaningForm>[0]["places"];
  set: (next: (work: Work) => Work) => void;
  onColumn: (column: Column, edit: MeaningEdit) => void;
  onClose: () => void;
  onBulkDone: () => void;
};

/** The forms of the mapping step; at most one is open. */
export function MappingForms({ asking, upload, work, chosen, places, set, onColumn, onClose, onBulkDone }: FormsProps) {
  if (!asking) return null;
  switch (asking.form) {
    case "column": {
      const column = upload.columns.find((one) => one.name === asking.name);
      if (!column) return null;
      return (
        <MeaningForm
          column={column}
          rule={ruleOf(work.mapping, column.name) ?? { column: column.name, role: "ignore" }}
          mapping={work.mapping}
          places={places}
          onSave={(edit) => onColumn(column, edit)}
          onClose={onClose}
        />
      );
    }
    case "bulk":
      return (
        <BulkForm
          columns={chosen}
          mapping={work.mapping}
          onSave={(edit) => {
            const names = chosen.map((column) => column.name);
            set((before) =>
              saying(
                before,
                editColumns(
                  before.mapping,
                  names.map((name) => ({ name })),
                  edit,
                ),
                names,
              ),
            );
            onBulkDone();
            onClose();
          }}
          onClose={onClose}
        />
      );
    case "date":
      return (
        <DateForm
          date={work.mapping.date}
          onSave={(date) => {
            const dates = work.mapping.columns.filter((rule) => rule.role === "date").map((rule) => rule.column);
            const answered = upload.warnings.filter((one) => one.columns.some((column) => dates.includes(column)));
            set((before) => ({
              ...saying(before, fixDate(before.mapping, date), []),
              settled: [...new Set([...before.settled, ...answered.map((one) => one.id)])],
            }));
            onClose();
          }}
          onClose={onClose}
        />
      );
    case "save":
      return (
        <SaveForm
          mapping={work.mapping}
          onSaved={(mapping) => {
            set((before) => ({ ...before, mapping }));
            onClose();
          }}
          onClose={onClose}
        />
      );
  }
}
