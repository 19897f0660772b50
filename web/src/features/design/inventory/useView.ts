import { useNavigate, useSearch } from "@tanstack/react-router";
import type { InventoryView } from "./view";

/** The view's state stands in the address. A drawer that opens makes a step that "back" closes; the rest replaces. */
export function useView(): [view: InventoryView, set: (next: Partial<InventoryView>, step?: boolean) => void] {
  const view = useSearch({ strict: false }) as InventoryView;
  const navigate = useNavigate();
  const set = (next: Partial<InventoryView>, step = false) => {
    void navigate({
      to: ".",
      search: (before: InventoryView) => ({ ...before, ...next }),
      replace: !step,
      resetScroll: false,
    } as Parameters<typeof navigate>[0]);
  };
  return [view, set];
}
