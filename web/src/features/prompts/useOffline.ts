import { useEffect, useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

/** Every file of ours that this page was made of. */
function loadedFiles(): string[] {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name, location.href));
  return loaded
    .filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith("/v1/"))
    .map(({ pathname }) => pathname);
}

/**
 * Lets Today open without a connection: a worker keeps the page's files and today's touches. `ready` once there is
 * something to keep.
 */
export function useWithinReach(ready: boolean): void {
  useEffect(() => {
    if (!ready || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const keep = async () => {
      await navigator.serviceWorker.register("/sw.js");
      const { active } = await navigator.serviceWorker.ready;
      if (left) return;
      // Fonts and the last texts come after the first picture.
      timer = setTimeout(() => active?.postMessage({ kind: "keep", urls: loadedFiles() }), 400);
    };
    // Without a worker (forbidden, or an address that is not secure) Today needs a connection, as every other page.
    keep().catch(() => undefined);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [ready]);
}
