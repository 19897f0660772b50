import { useSyncExternalStore } from "react";

/** Whether a media query holds. For what differs in what it is, not only in how it looks. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** On phones the grid becomes its list, and drawers are sheets. */
export const PHONE = "(max-width: 719px)";
