// As cards on phones the elements are no table to a browser any more; the roles keep it one for readers.
// biome-ignore-all lint/a11y/noRedundantRoles: see above
// biome-ignore-all lint/a11y/useSemanticElements: see above
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checkbox";
import { Chevron } from "../../../ui/Chevron";
import type { Column, Outcome } from "../types";
import styles from "./ColumnTable.module.css";
import { CODES, codeOf, isScore, type Mapping } from "./document";
import type { Line, Row } from "./lines";
import { SureMark } from "./SureMark";
import { useMeaning } from "./useMeaning";
import { ValueBars } from "./ValueBars";

type ColumnTableProps = {
  mapping: Mapping;
  lines: readonly Line[];
  columns: ReadonlyMap<string, Column>;
  rows: number;
  outcome: Outcome | undefined;
  open: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  onOpen: (fold: string) => void;
  onSelect: (columns: readonly string[], on: boolean) => void;
  onEdit: (column: string) => void;
};

/** What each column means, how sure that is, and what the column holds. */
export function ColumnTable(props: ColumnTableProps) {
  const { lines, selected, onSelect } = props;
  const { t } = useTranslation("signals");
  const shown = lines.flatMap((line) => (line.kind === "column" ? [line.row.name] : []));
  const chosen = shown.filter((name) => selected.has(name)).length;
  return (
    <table role="table" className={styles.table}>
      <caption className="sr">{t("mapping.caption")}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className={styles.tick}>
            <Checkbox
              isSelected={chosen > 0 && chosen === shown.length}
              isIndeterminate={chosen > 0 && chosen < shown.length}
              onChange={(on) => onSelect(shown, on)}
            >
              <span className="sr">{t("mapping.selectAll")}</span>
            </Checkbox>
          </th>
          <th role="columnheader" scope="col">
            {t("mapping.column")}
          </th>
          <th role="columnheader" scope="col">
            {t("mapping.meaning")}
          </th>
          <th role="columnheader" scope="col">
            {t("mapping.howSure")}
          </th>
          <th role="columnheader" scope="col">
            {t("mapping.values")}
          </th>
          <th role="columnheader" scope="col">
            {t("mapping.inIt")}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) =>
          line.kind === "column" ? (
            <ColumnRow key={line.row.name} row={line.row} {...props} />
          ) : (
            <FoldRow key={`fold ${line.id}`} line={line} {...props} />
          ),
        )}
      </tbody>
    </table>
  );
}

function ColumnRow({
  row,
  mapping,
  columns,
  rows,
  outcome,
  selected,
  onSelect,
  onEdit,
}: ColumnTableProps & { row: Row }) {
  const { t, i18n } = useTranslation("signals");
  const meaning = useMeaning()(mapping, row.rule);
  const column = columns.get(row.name);
  return (
    <tr role="row" data-asks={row.sure === "asks" || undefined} data-on={selected.has(row.name) || undefined}>
      <td role="cell" className={styles.tick}>
        <Checkbox isSelected={selected.has(row.name)} onChange={(on) => onSelect([row.name], on)}>
          <span className="sr">{t("mapping.select", { column: row.name })}</span>
        </Checkbox>
      </td>
      <th role="rowheader" scope="row" className={styles.name}>
        {row.name}
        {meaning.label && meaning.label !== row.name && <small>{meaning.label}</small>}
      </th>
      <td role="cell" className={styles.meaning}>
        <button
          type="button"
          className={styles.edit}
          onClick={() => onEdit(row.name)}
          aria-label={t("mapping.edit", { column: row.name, meaning: meaning.title })}
        >
          {meaning.title}
          <Chevron className={styles.chevron} />
        </button>
        {(meaning.note || meaning.chips.length > 0) && (
          <span className={styles.notes}>
            {meaning.note && <span>{meaning.note}</span>}
            {meaning.chips.map((chip) => (
              <span key={chip} className={styles.chip}>
                {chip}
              </span>
            ))}
          </span>
        )}
      </td>
      <td role="cell" className={styles.sure} title={i18n.language === "en" ? column?.why : undefined}>
        <SureMark sure={row.sure} />
      </td>
      <td role="cell" className={styles.values}>
        {column && <ValueBars values={column.values} distinct={column.distinct} rule={row.rule} />}
      </td>
      <td role="cell" className={styles.inIt}>
        {column && <InIt row={row} column={column} rows={rows} outcome={outcome} />}
      </td>
    </tr>
  );
}

/** "n 2,703 mean 4.09 · 53 never used" for scores, else how many values and how many empty cells. */
function InIt({
  row,
  column,
  rows,
  outcome,
}: {
  row: Row;
  column: Column;
  rows: number;
  outcome: Outcome | undefined;
}) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  if (isScore(row.rule)) {
    const { codes } = row.rule;
    const counted = outcome?.columns.find((one) => one.name === column.name);
    const counts = CODES.flatMap((code) => {
      const inValues = column.values
        .filter(({ value }) => value.trim() !== "" && codeOf(value, codes) === code)
        .reduce((sum, one) => sum + one.count, 0);
      const count = inValues + (code === "blank" ? column.empty : 0);
      return count === 0 ? [] : [t("inIt.code", { count: format.count(count), code: t(`code.${code}`) })];
    });
    return (
      <>
        <b>{counted ? format.sample(counted.n) : " "}</b>{" "}
        {counted?.mean != null && t("inIt.mean", { mean: format.decimal(counted.mean, 2) })}
        <span className={styles.dot}> · </span>
        <br />
        {counts.join(", ") || t("inIt.allAnswered")}
      </>
    );
  }
  const filled = rows - column.empty;
  if (filled === 0) return <>{t("inIt.empty")}</>;
  return (
    <>
      <b>{t("inIt.distinct", { count: column.distinct, words: format.count(column.distinct) })}</b>
      <span className={styles.dot}> · </span>
      <br />
      {column.empty === 0 ? t("inIt.noneEmpty") : t("inIt.someEmpty", { words: format.count(column.empty) })}
    </>
  );
}

function FoldRow({
  line,
  open,
  onOpen,
  onSelect,
  selected,
}: ColumnTableProps & { line: Extract<Line, { kind: "fold" }> }) {
  const { t } = useTranslation("signals");
  const names = line.rows.map((row) => row.name);
  const isOpen = open.has(line.id);
  const chosen = names.filter((name) => selected.has(name)).length;
  const rest = names.length - 3;
  const what = t(`fold.${line.role}`, { count: rest });
  return (
    <tr role="row" className={styles.fold}>
      <td role="cell" className={styles.tick}>
        <Checkbox
          isSelected={chosen === names.length}
          isIndeterminate={chosen > 0 && chosen < names.length}
          onChange={(on) => onSelect(names, on)}
        >
          <span className="sr">{t("fold.select", { count: names.length })}</span>
        </Checkbox>
      </td>
      <td role="cell" colSpan={4}>
        {t("fold.words", { names: names.slice(0, 3).join(", "), count: rest, what })}
      </td>
      <td role="cell">
        <Button look="quiet" size="s" onPress={() => onOpen(line.id)} aria-expanded={isOpen}>
          {t(isOpen ? "fold.hide" : "fold.show")}
        </Button>
      </td>
    </tr>
  );
}
