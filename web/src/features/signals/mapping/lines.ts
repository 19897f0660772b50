/** How the columns of a wide file become a list that a person can read: tabs by meaning, similar columns folded. */
import type { ColumnRule, Role } from "./document";

export type Sure = "sure" | "likely" | "asks" | "yours";

/** A column with what the table needs to know of it. */
export type Row = { name: string; index: number; rule: ColumnRule; sure: Sure };

export type TabId = "all" | "asks" | "ratings" | "recommend" | "date" | "keys" | "attributes" | "comments" | "ignored";

const TAB_OF: Record<Role, Exclude<TabId, "all" | "asks">> = {
  key: "keys",
  client_key: "keys",
  client_name: "keys",
  weight: "keys",
  date: "date",
  recommend: "recommend",
  rating: "ratings",
  effort: "ratings",
  comment: "comments",
  comment_codes: "comments",
  choice: "attributes",
  attribute: "attributes",
  ignore: "ignored",
};

export const TABS: readonly TabId[] = [
  "all",
  "asks",
  "ratings",
  "recommend",
  "date",
  "keys",
  "attributes",
  "comments",
  "ignored",
];

export function tabCounts(rows: readonly Row[]): Record<TabId, number> {
  const counts = Object.fromEntries(TABS.map((tab) => [tab, 0])) as Record<TabId, number>;
  for (const row of rows) {
    counts.all += 1;
    counts[TAB_OF[row.rule.role]] += 1;
    if (row.sure === "asks") counts.asks += 1;
  }
  return counts;
}

export function inTab(row: Row, tab: TabId): boolean {
  if (tab === "all") return true;
  if (tab === "asks") return row.sure === "asks";
  return TAB_OF[row.rule.role] === tab;
}

/** One line of the table: a column, or several alike behind one "Show". */
export type Line = { kind: "column"; row: Row } | { kind: "fold"; id: string; rows: Row[]; role: Role };

/** Who, when, how it was, and only then what they are: the order in which one checks a file. */
const ORDER: readonly Role[] = [
  "key",
  "client_key",
  "client_name",
  "date",
  "recommend",
  "rating",
  "effort",
  "weight",
  "comment",
  "comment_codes",
  "attribute",
  "choice",
  "ignore",
];

/** How many of a kind are shown before the rest folds. What is asked about is never folded away on its own. */
const SHOWN: Partial<Record<Role, number>> = {
  rating: 6,
  effort: 6,
  comment: 4,
  comment_codes: 1,
  attribute: 2,
  choice: 2,
  ignore: 1,
};

/**
 * The lines of a tab. In "all" alike columns fold, unless `open` has the fold's id; every other tab is
 * somebody looking for one column, so there nothing is hidden, except that asked-about columns of one question
 * stay together.
 */
export function linesOf(rows: readonly Row[], tab: TabId, open: ReadonlySet<string>): Line[] {
  const wanted = rows.filter((row) => inTab(row, tab));
  const lines: Line[] = [];
  for (const role of ORDER) {
    const alike = wanted.filter((row) => row.rule.role === role).sort(byWeight);
    const shown = tab === "all" || (tab === "asks" && role === "comment_codes") ? SHOWN[role] : undefined;
    // A fold of one or two saves no room and costs a click.
    if (shown === undefined || alike.length <= shown + 2) {
      lines.push(...alike.map((row) => ({ kind: "column" as const, row })));
      continue;
    }
    const first = alike.slice(0, shown);
    const rest = alike.slice(shown);
    lines.push(...first.map((row) => ({ kind: "column" as const, row })));
    lines.push({ kind: "fold", id: role, rows: rest, role });
    if (open.has(role)) lines.push(...rest.map((row) => ({ kind: "column" as const, row })));
  }
  return lines;
}

/** Asked about first, then overall ratings, then unsure ones, then as they stand in the file. */
function byWeight(a: Row, b: Row): number {
  return weight(a) - weight(b) || a.index - b.index;
}

function weight(row: Row): number {
  if (row.sure === "asks") return 0;
  if (row.rule.role === "rating" && row.rule.touchpoint === undefined) return 1;
  return row.sure === "likely" ? 2 : 3;
}
