import type { Content, TableCell } from "pdfmake/interfaces";
import { fileName } from "../../../ui/charts/exports";
import { inks, rule } from "../../../ui/pdf/paper";
import type { PdfPaper } from "../../../ui/pdf/pdf";
import { type SheetMatter, sheetOf } from "./sheet";

/** Lists up to this long stay on one page. */
const TOGETHER = 10;

export function planFileName(label: string, version: number, locale: string): string {
  return `${fileName(label)}-${locale === "de" ? "plan" : "touch-plan"}-${version}.pdf`;
}

/** The plan as a file: the same words as on the printed page, set as a page of a book. */
export function planPaper(matter: SheetMatter): PdfPaper {
  const { t, format, organization } = matter;
  const sheet = sheetOf(matter);
  const heading = (text: string): Content => [rule(), { text, style: "heading", margin: [0, 0, 0, 4] }];
  const facts = (list: readonly { label: string; lines: readonly string[] }[]): Content[] =>
    rowsOf(list, 3).map((row) => ({
      columns: row.map((each) =>
        each
          ? {
              stack: [{ text: each.label, style: "label" }, ...each.lines.map((line) => ({ text: line }))],
              width: "*" as const,
              unbreakable: true,
            }
          : { text: "", width: "*" as const },
      ),
      columnGap: 18,
      margin: [0, 0, 0, 8] as [number, number, number, number],
    }));
  const table = (widths: (string | number)[], body: TableCell[][]): Content => ({
    table: { widths, body, dontBreakRows: true },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: (column) => (column === widths.length - 1 ? 0 : 10),
      paddingTop: () => 1.5,
      paddingBottom: () => 1.5,
    },
  });
  const kinds = (title: string, list: readonly { kind: string; words: string }[]): Content[] =>
    list.length === 0
      ? []
      : [
          {
            stack: [
              heading(title),
              table(
                [60, "*"],
                list.map(({ kind, words }) => [{ text: kind, color: inks.soft }, words]),
              ),
            ],
            unbreakable: list.length <= TOGETHER,
          },
        ];
  const content: Content[] = [
    { text: sheet.state, style: "small" },
    { text: sheet.title, style: "title", margin: [0, 2, 0, 0] },
    { text: sheet.finding, style: "lede" },
  ];
  if (sheet.purpose) content.push({ text: sheet.purpose, style: "words", fontSize: 12, margin: [0, 0, 0, 10] });
  content.push(rule(), ...facts([...sheet.facts, ...sheet.measures].map((each) => ({ ...each, lines: [each.value] }))));
  if (sheet.lacks.length > 0) {
    content.push(heading(t("paper.lacks")), {
      stack: sheet.lacks.map((lack) => ({ text: [{ text: "▼ ", color: inks.short }, lack] })),
    });
  }
  if (sheet.standards.length > 0) {
    content.push(
      heading(t("row.standards")),
      { text: t("standards.order"), style: "small", margin: [0, -3, 0, 3] },
      table(
        [12, "*", "auto", "auto"],
        sheet.standards.map((each, at) => [
          { text: String(at + 1), bold: true },
          each.words,
          { text: t("standards.wanted", { share: each.wanted }), style: "small", alignment: "right" },
          each.short
            ? { text: `▼ ${each.kept}`, style: "short", fontSize: 8.5, alignment: "right" }
            : { text: each.kept, style: "small", alignment: "right" },
        ]),
      ),
    );
  }
  if (sheet.feeling.length > 0) {
    content.push(
      heading(t("row.feeling")),
      ...facts(sheet.feeling.map(({ label, items }) => ({ label, lines: items }))),
    );
  }
  if (sheet.failures.length > 0) {
    content.push(
      heading(t("row.failures")),
      table(
        ["*", "*"],
        [
          [
            { text: t("failures.words"), style: "label" },
            { text: t("failures.recovery"), style: "label" },
          ],
          ...sheet.failures.map((each): TableCell[] => [
            each.words,
            each.missing ? { text: `▼ ${each.recovery}`, style: "short" } : each.recovery,
          ]),
        ],
      ),
    );
  }
  content.push(...kinds(t("row.plusOnes"), sheet.plusOnes), ...kinds(t("row.expectations"), sheet.expectations));
  if (sheet.script) content.push(heading(t("row.script")), { text: sheet.script, style: "words" });
  return {
    title: `${sheet.title}, ${organization}`,
    language: format.locale,
    foot: sheet.foot,
    page: (page, of) => t("paper.page", { page: format.count(page), of: format.count(of) }),
    content,
  };
}

/** A list in rows of a width; the last one is filled up, so that its columns stand under the others. */
export function rowsOf<T>(list: readonly T[], width: number): (T | null)[][] {
  return Array.from({ length: Math.ceil(list.length / width) }, (_, row) =>
    Array.from({ length: width }, (__, column) => list[row * width + column] ?? null),
  );
}
