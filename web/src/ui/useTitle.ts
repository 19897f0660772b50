import { useEffect } from "react";

/** The tab's title: the page, then the product. The shell reads it out when a page opens. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Touchstone`;
  }, [name]);
}
