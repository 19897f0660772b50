/** What a line says, as the server read it. Places count in characters of the line. */
export type Part = { from: number; to: number; role: string };
export type Named = { id: string; name: string };
export type Doubt = {
  kind: string;
  from?: number | null;
  to?: number | null;
  moments: string[];
  clients: Named[];
  people: Named[];
};
export type ReadPromise = {
  what: string;
  client?: Named | null;
  contact?: Named | null;
  who?: Named | null;
  due_at?: string | null;
  parts: Part[];
  doubts: Doubt[];
};

/** What somebody set by hand; it holds against what is read until the line is sent or emptied. */
export type Corrections = { client?: Named; who?: Named; due_at?: string; what?: string };

export type PromiseDraft = {
  what: string;
  client: Named | null;
  contact: Named | null;
  who: Named | null;
  due_at: string | null;
};

export type ReadyPromise = { client: string; contact: string | null; words: string; who: string; due_at: string };

/** What stands in the line and is not kept yet. `failed`: nobody could read it. */
export type PromiseOnLine = { text: string; ready: ReadyPromise | null; draft: PromiseDraft; failed: boolean };

/** What the chips show: what was read, unless it was set by hand; whoever writes does it, unless the line says another. */
export function draftOf(
  read: ReadPromise | undefined,
  set: Corrections,
  known: { client?: Named | undefined; me: Named },
): PromiseDraft {
  const client = set.client ?? read?.client ?? known.client ?? null;
  return {
    what: set.what ?? read?.what ?? "",
    client,
    // A contact of another client than the chosen one would be nobody's.
    contact: client && client.id === (read?.client?.id ?? known.client?.id) ? (read?.contact ?? null) : null,
    who: set.who ?? read?.who ?? known.me,
    due_at: set.due_at ?? read?.due_at ?? null,
  };
}

/** The promise, once nothing is missing. */
export function readyOf(draft: PromiseDraft): ReadyPromise | null {
  const { what, client, contact, who, due_at } = draft;
  if (what.trim() === "" || !client || !who || !due_at) return null;
  return { client: client.id, contact: contact?.id ?? null, words: what.trim(), who: who.id, due_at };
}

/** Doubts that a correction has not settled. */
export function openDoubts(read: ReadPromise | undefined, set: Corrections, fixedClient: boolean): Doubt[] {
  return (read?.doubts ?? []).filter(({ kind }) => {
    if (kind.includes("client") || kind === "which_contact")
      return !set.client && !(fixedClient && kind === "no_client");
    if (kind === "which_person") return !set.who;
    if (kind === "no_words") return !set.what;
    return !set.due_at;
  });
}

/** "2026-11-27T17:00" in a zone, as a date-time field wants it. */
export function localOf(at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

/** The moment of a local date and time in a zone; where clocks go forward over it, the moment after the gap. */
export function momentOf(local: string, zone: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  const naive = new Date(`${local}:00Z`);
  if (Number.isNaN(naive.getTime())) return null;
  // Twice, because the offset may differ between the first guess and the moment itself.
  let at = naive.getTime();
  for (let turn = 0; turn < 2; turn++) {
    const shown = new Date(`${localOf(new Date(at).toISOString(), zone)}:00Z`).getTime();
    at += naive.getTime() - shown;
  }
  return new Date(at).toISOString();
}
