import { useTranslation } from "react-i18next";
import { fieldChange } from "../changes";
import { anchorOf, useEditor } from "./editor";
import { Quiet } from "./Quiet";
import { Row, Was } from "./Row";

/** A field of words: what the touch is for, what is said. */
export function Words({ field }: { field: "purpose" | "script" }) {
  const { t } = useTranslation("design/plans");
  const { document, changes, gate, mayEdit, set } = useEditor();
  const change = fieldChange(changes, field);
  const before = typeof change?.from === "string" ? change.from : "";
  return (
    <Row title={t(`row.${field}`)}>
      <Quiet
        id={anchorOf(field)}
        label={t(`field.${field}`)}
        value={document[field]}
        placeholder={t(`${field}.placeholder`)}
        readOnly={!mayEdit}
        short={gate.lacks.some((lack) => lack.field === field)}
        onChange={(words) => set(field, words)}
      />
      {before !== "" && <Was label={t("mark.wasWords")}>{before}</Was>}
    </Row>
  );
}
