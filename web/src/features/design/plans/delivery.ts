import type { Delivery, DeliveryForm } from "./queries";

/** What somebody notes after a touch, before it is sent. */
export type Noted = {
  /** Made when one begins: sent twice, it is still one delivery. */
  id: string;
  client: string;
  /** Who was chosen from the list, as long as the field still says so. */
  chosen: Client | null;
  /** Local time as the field gives it, "2026-11-22T09:30"; empty: now. */
  when: string;
  /** By standard. One that nobody looked at is absent and counts nowhere. */
  met: Record<string, boolean>;
  /** By failure of the plan: whether it was made good. */
  failures: Record<string, boolean>;
  /** What went wrong beside these, in own words. */
  others: { words: string; recovered: boolean }[];
  score: number | null;
  note: string;
};

export function startNote(id: string): Noted {
  return { id, client: "", chosen: null, when: "", met: {}, failures: {}, others: [], score: null, note: "" };
}

export type Client = { key: string; name: string | null };

/** Clients that were met here before, the latest first, each once. */
export function clientsOf(deliveries: readonly Delivery[]): Client[] {
  const known = new Map<string, Client>();
  for (const { client } of deliveries) if (!known.has(client.key)) known.set(client.key, client);
  return [...known.values()];
}

/**
 * Who is meant by what was typed: who was chosen, else somebody known by name or key, else somebody new with that name.
 * `null`: nobody yet, or two who have that name, of whom one is to be chosen.
 */
export function clientMeant(typed: string, known: readonly Client[], chosen: Client | null = null): Client | null {
  const plain = typed.trim();
  if (plain === "") return null;
  if (chosen && (chosen.name ?? chosen.key) === plain) return chosen;
  const wanted = plain.toLowerCase();
  const byKey = known.find(({ key }) => key.toLowerCase() === wanted);
  if (byKey) return { key: byKey.key, name: byKey.name };
  const named = new Map(known.filter(({ name }) => name?.toLowerCase() === wanted).map((one) => [one.key, one]));
  if (named.size > 1) return null;
  const [only] = named.values();
  return only ? { key: only.key, name: only.name } : { key: plain, name: plain };
}

export function formOf(noted: Noted, client: Client, now: Date): DeliveryForm {
  const note = noted.note.trim();
  return {
    external_id: noted.id,
    client: client.name === null ? { key: client.key } : { key: client.key, name: client.name },
    occurred_at: (noted.when === "" ? now : new Date(noted.when)).toISOString(),
    standards: Object.entries(noted.met).map(([id, met]) => ({ id, met })),
    defects: [
      ...Object.entries(noted.failures).map(([failure, recovered]) => ({ failure, recovered })),
      ...noted.others
        .filter(({ words }) => words.trim() !== "")
        .map(({ words, recovered }) => ({ words: words.trim(), recovered })),
    ],
    ...(note === "" ? {} : { note }),
    ...(noted.score === null ? {} : { self_score: noted.score }),
  };
}

/** "5 of 6 kept, 1 thing went wrong": what will be logged, said before it is. */
export function tallyOf(noted: Noted): { kept: number; checked: number; wrong: number } {
  const answers = Object.values(noted.met);
  return {
    kept: answers.filter(Boolean).length,
    checked: answers.length,
    wrong: Object.keys(noted.failures).length + noted.others.filter(({ words }) => words.trim() !== "").length,
  };
}

export const SHOWN = ["all", "defects", "perfect", "short", "unasked"] as const;
export type Shown = (typeof SHOWN)[number];

export function matches(delivery: Delivery, shown: Shown, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  const { key, name } = delivery.client;
  if (wanted !== "" && !key.toLowerCase().includes(wanted) && !name?.toLowerCase().includes(wanted)) return false;
  const felt = delivery.felt?.perception ?? null;
  switch (shown) {
    case "all":
      return true;
    case "defects":
      return delivery.perfect === false;
    case "perfect":
      return delivery.perfect === true;
    case "short":
      return felt !== null && felt < 0;
    case "unasked":
      return felt === null && !delivery.felt_waits;
  }
}
