/** What is said of a running import. */
import type { Import } from "../types";

/** 0..1, or null while nobody knows how long the file is. */
export function shareDone(one: Pick<Import, "rows_total" | "rows_done">): number | null {
  if (one.rows_total === null || one.rows_total <= 0) return null;
  return Math.min(1, one.rows_done / one.rows_total);
}

/** Quarter by quarter, so that a reader's voice is not talking all the time. */
export function quarter(one: Pick<Import, "rows_total" | "rows_done">): number | null {
  const share = shareDone(one);
  return share === null ? null : Math.floor(share * 4) * 25;
}

/** All rows that were looked at, whatever became of them. */
export function rowsSeen(one: Pick<Import, "imported" | "unchanged" | "conflicts" | "rejected">): number {
  return one.imported + one.unchanged + one.conflicts + one.rejected;
}

/** Which of the sentences of a finished import fits. */
export function verdict(one: Import): "all" | "some" | "same" | "none" {
  if (one.imported === 0 && one.unchanged > 0 && one.rejected === 0 && one.conflicts === 0) return "same";
  if (one.imported === 0) return one.unchanged > 0 ? "same" : "none";
  return one.rejected + one.conflicts > 0 ? "some" : "all";
}
