import { useNavigate, useSearch } from "@tanstack/react-router";
import type { InsightSearch } from "../../../lib/search";

/** The view's state stands in the address: what is set here survives reload, back and being sent to a colleague. */
export function useView(): [view: InsightSearch, set: (next: Partial<InsightSearch>) => void] {
  const view = useSearch({ strict: false }) as InsightSearch;
  const navigate = useNavigate();
  const set = (next: Partial<InsightSearch>) => {
    void navigate({
      to: ".",
      search: (before: InsightSearch) => ({ ...before, ...next }),
      replace: true,
      resetScroll: false,
    } as Parameters<typeof navigate>[0]);
  };
  return [view, set];
}

/** What of the view goes along from page to page: the clients and times looked at, not how a table is sorted. */
export function carried(view: InsightSearch): InsightSearch {
  return { period: view.period, against: view.against, where: view.where, weighted: view.weighted };
}
