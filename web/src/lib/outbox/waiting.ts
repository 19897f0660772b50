import { useSyncExternalStore } from "react";
import { http } from "../http";
import { type Entry, Outbox, type Who } from "./outbox";
import { browserShelf } from "./shelf";

/** Set while something waits, so that the shell knows at its start whether to fetch this file. */
export const waitingFlag = "touchstone.waiting";

/** The one outbox of the program. */
export const outbox = new Outbox({
  shelf: browserShelf<Entry>("touchstone"),
  // Without types: what waits may be older than this program, and names its own path.
  post: (path, body) => http.post<unknown>(path, body),
  onCount: (count) => {
    try {
      if (count > 0) localStorage.setItem(waitingFlag, String(count));
      else localStorage.removeItem(waitingFlag);
    } catch {
      // Storage may be forbidden; what waits is then sent when its page opens.
    }
  },
});

/** Tried again this often while something waits: not every network tells the browser that it is back. */
const everyMs = 15_000;

let started: (Who & { stop: () => void }) | null = null;

/** Sends what waits of this person now, whenever the connection comes back, and every few seconds until then. */
export function startOutbox(who: Who): void {
  if (started?.organization === who.organization && started.person === who.person) return;
  started?.stop();
  const flush = () => {
    if (navigator.onLine !== false) void outbox.flush(who);
  };
  const look = () => {
    if (document.visibilityState === "visible") void outbox.reload().then(flush);
  };
  const timer = setInterval(() => {
    if (outbox.current().length > 0) flush();
  }, everyMs);
  let soon: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    clearTimeout(soon);
    const next = outbox.nextAt();
    if (next !== null) soon = setTimeout(flush, Math.max(0, next - Date.now()) + 20);
  };
  const stopPlanning = outbox.subscribe(plan);
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", look);
  started = {
    ...who,
    stop: () => {
      clearInterval(timer);
      clearTimeout(soon);
      stopPlanning();
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", look);
    },
  };
  void outbox.load().then(flush);
}

/** What waits of this person, the oldest first. */
export function useWaiting(who: Who): readonly Entry[] {
  const all = useSyncExternalStore(outbox.subscribe, outbox.current);
  return all.filter(({ organization, person }) => organization === who.organization && person === who.person);
}
