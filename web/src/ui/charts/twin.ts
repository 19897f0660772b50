/** A chart's table twin: the same numbers for whoever reads tables, hears them, or takes them along as CSV. */
export interface Twin {
  readonly columns: readonly TwinColumn[];
  readonly rows: readonly TwinRow[];
}

export interface TwinColumn {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean;
}

export type TwinRow = Readonly<Record<string, TwinCell>>;

/** A number is shown rounded in the reader's way (`text`) and exported plain (`value`). */
export type TwinCell = string | { readonly text: string; readonly value: number | null } | null;

export function cellText(cell: TwinCell | undefined): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "string" ? cell : cell.text;
}
