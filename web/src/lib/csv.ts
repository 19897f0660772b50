export type Cell = string | number | boolean | null | undefined;

/**
 * Rows as RFC 4180 text. Numbers stay plain (a point, no grouping), so that every program reads them.
 * Words that a spreadsheet would run as a formula get an apostrophe in front.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cellText).join(",")).join("\r\n");
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a file to the browser. The mark in front tells Excel that it is UTF-8. */
export function saveCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  saveFile(name, new Blob(["\ufeff", toCsv(rows)], { type: "text/csv;charset=utf-8" }));
}

export function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the click; a moment later nobody needs it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
