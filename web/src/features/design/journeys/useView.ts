import { useNavigate, useSearch } from "@tanstack/react-router";
import type { JourneySearch } from "../../../routes/journeys";

export type { JourneySearch };

/** The view's state stands in the address: what is set here survives reload, back and being sent to a colleague. */
export function useView(): [view: JourneySearch, set: (next: Partial<JourneySearch>) => void] {
  const view = useSearch({ strict: false }) as JourneySearch;
  const navigate = useNavigate();
  const set = (next: Partial<JourneySearch>) => {
    void navigate({
      to: ".",
      search: (before: JourneySearch) => ({ ...before, ...next }),
      replace: true,
      resetScroll: false,
    } as Parameters<typeof navigate>[0]);
  };
  return [view, set];
}
