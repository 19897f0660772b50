/** What the import's part of the API sends and takes; the names are the API's. */
import type { Code, ColumnRule, DatePart, FixedDate, Mapping } from "./mapping/document";
import type { ValueCount } from "./mapping/histogram";

export type Format = "csv" | "tsv" | "xlsx" | "jsonl";

export type Column = {
  name: string;
  index: number;
  distinct: number;
  empty: number;
  /** The most frequent, at most twenty. */
  values: ValueCount[];
  kind_guess: string;
  confidence: "sure" | "likely" | "asks";
  /** What the guess rests on, in a line. */
  why: string;
};

/** One change of a mapping that an option makes. */
export type Change =
  | { change: "date"; date: FixedDate }
  | { change: "code"; column: string; value: string; code: Code | null }
  | { change: "order"; column: string; order: string }
  | { change: "role"; column: string; meaning: RuleMeaning };

/** A column's rule without its column: role and what belongs to it. */
export type RuleMeaning = { role: ColumnRule["role"]; part?: DatePart; [more: string]: unknown };

/** A question that only a person can answer; the mapping already holds the chosen option. */
export type Settle = {
  /** "month", "code:NETPRO:11" */
  id: string;
  question: string;
  text: string;
  columns: string[];
  options: { label: string; changes: Change[] }[];
  chosen: number;
  open: boolean;
};

/** A mapping that was there before, fits, and is what the proposal follows. */
export type Fitting = {
  id: string;
  name: string;
  why: string;
  /** Columns that are called otherwise there: here, there. */
  renamed: [string, string][];
  /** Columns of the file that the mapping doesn't know. */
  new: string[];
  /** Columns of the mapping that the file doesn't have. */
  vanished: string[];
};

export type Upload = {
  id: string;
  name: string;
  bytes: number;
  format: Format;
  encoding: string | null;
  delimiter: string | null;
  header_rows: number;
  skip_rows: number;
  sheet: string | null;
  sheets: string[];
  rows: number;
  /** Whether `rows` was counted; of very long files it is an estimate. */
  rows_counted: boolean;
  columns: Column[];
  preview: string[][];
  ready_mapping: Fitting | null;
  proposal: Mapping;
  warnings: Settle[];
};

export type Estimate = {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
  badge: "none" | "counts_only" | "indicative" | "sound";
  hidden: boolean;
};

export type CellCounts = { ratings: number; not_used: number; blank: number; rejected: number };

export type Outcome = {
  touchpoints: number;
  ratings: number;
  responses: number;
  comments: number;
  /** Rows that will be set aside. */
  rejected: number;
  /** When the first and the last response happened. */
  period: { from: string; to: string } | null;
  nps: Estimate | null;
  nps_weighted: Estimate | null;
  cells: CellCounts;
  problems: { row: number; column: string | null; value: string | null; message: string }[];
  problems_total: number;
  columns: { name: string; n: number; mean: number | null; cells: CellCounts }[];
  /** Only the first rows of a very long file were read. */
  partial: boolean;
};

export type ImportState = "queued" | "running" | "done" | "cancelled" | "failed" | "undone";

export type Import = {
  id: string;
  no: number;
  file_name: string;
  source: string;
  mapping_name: string | null;
  state: ImportState;
  rows_total: number | null;
  rows_done: number;
  rows_per_second: number | null;
  seconds_left: number | null;
  imported: number;
  unchanged: number;
  conflicts: number;
  rejected: number;
  /** Values left out of rows that stayed. */
  left_out: number;
  touchpoints_created: number;
  clients_created: number;
  started_at: string | null;
  finished_at: string | null;
  by: string | null;
  error?: string | null;
};

export type SavedMapping = {
  id: string;
  name: string;
  version: number;
  source: string;
  updated_at: string | null;
  builtin: boolean;
};

export function running(state: ImportState): boolean {
  return state === "queued" || state === "running";
}
