import type { CostClass, Idea, Room } from "./queries";

/** The ideas with what came since: by their ids, in the order of their numbers. */
export function mergeIdeas(known: readonly Idea[], news: readonly Idea[]): Idea[] {
  if (news.length === 0) return known as Idea[];
  const all = new Map(known.map((it) => [it.id, it]));
  for (const it of news) all.set(it.id, it);
  return [...all.values()].sort((a, b) => a.no - b.no);
}

/** The room with what an event tells of it. An older event than the last one changes nothing but ideas it brings. */
export function mergeRoom(room: Room, news: Room): Room {
  const head = news.revision >= room.revision ? news : room;
  return { ...head, ideas: mergeIdeas(room.ideas, news.ideas) };
}

/** A line that is written here and not known to have arrived. */
export type Waiting = { id: string; words: string; cost_class: CostClass | null };

/** What was written without a line is kept beside the key until the server has it. */
export type Pocket = {
  load: () => { key: string | null; waiting: Waiting[] };
  save: (key: string | null, waiting: readonly Waiting[]) => void;
};

export function pocketOf(secret: string, storage: Pick<Storage, "getItem" | "setItem">): Pocket {
  const place = `touchstone.room.${secret}`;
  return {
    load: () => {
      try {
        const kept: unknown = JSON.parse(storage.getItem(place) ?? "null");
        if (
          kept !== null &&
          typeof kept === "object" &&
          "key" in kept &&
          "waiting" in kept &&
          Array.isArray(kept.waiting)
        ) {
          return { key: typeof kept.key === "string" ? kept.key : null, waiting: kept.waiting as Waiting[] };
        }
      } catch {
        // Something else wrote there; one joins anew.
      }
      return { key: null, waiting: [] };
    },
    save: (key, waiting) => storage.setItem(place, JSON.stringify({ key, waiting })),
  };
}

const KEY = "touchstone.participant";

/**
 * The key by which this browser is known in every room: 32 random bytes in base64url. Made and kept before it is first
 * sent, so that an answer that is lost takes no second place, nor does the new link of a room one is in.
 */
export function browserKey(
  storage: Pick<Storage, "getItem" | "setItem">,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  const kept = storage.getItem(KEY);
  if (kept !== null && /^[\w-]{43}$/.test(kept)) return kept;
  const made = btoa(String.fromCharCode(...random(new Uint8Array(32))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace("=", "");
  storage.setItem(KEY, made);
  return made;
}

/** "42:10"; nothing below zero. */
export function clockText(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/** The ideas that go to the board by themselves: the ten with most votes, none without one. */
export function proposed(ideas: readonly Idea[]): string[] {
  return [...ideas]
    .filter((it) => it.votes > 0)
    .sort((a, b) => b.votes - a.votes || a.no - b.no)
    .slice(0, 10)
    .map((it) => it.id);
}
