import type { Schemas } from "../../api/client";
import type { Entry, Who } from "../../lib/outbox/outbox";
import type { LogForm, Place, Promised, Touch } from "./queries";

/** What somebody notes of a touch before it is sent. */
export type Noted = {
  place: string | null;
  /** By standard. One that nobody looked at is absent and counts nowhere. */
  met: Readonly<Record<string, boolean>>;
  /** −3 … 3; null: no view. */
  score: number | null;
  note: string;
  /** What was promised. */
  promises: readonly NotedPromise[];
  /** Whether the suggested plus-one was given. */
  given: boolean;
  reaction: Reaction | null;
};

/** A promise as it was read and confirmed; or, without a connection, the line as it was typed. */
export type NotedPromise = Schemas["LogPromiseForm"];

export const reactions = ["wow", "noticed", "unnoticed", "unwanted"] as const;
export type Reaction = (typeof reactions)[number];

export function startNote(touch: Touch): Noted {
  return {
    place: touch.touchpoint,
    met: {},
    score: null,
    note: "",
    promises: [],
    given: false,
    reaction: null,
  };
}

/** An id that nobody else makes. `randomUUID` is there only on secure addresses; a firm's own network may have none. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** One request with everything in it, that can be sent late and twice. It carries the time at which it was noted. */
export function entryOf(touch: Touch, place: Place, noted: Noted, who: Who, now: Date): Entry {
  const id = newId();
  const note = noted.note.trim();
  const prompts = touch.prompts.map((prompt) => prompt.id);
  const known = new Set(place.standards.map((standard) => standard.id));
  const body: LogForm = {
    id,
    client: touch.client.id,
    touchpoint: place.id,
    prompts,
    occurred_at: now.toISOString(),
    standards: Object.entries(noted.met)
      .filter(([standard]) => known.has(standard))
      .map(([standard, met]) => ({ id: standard, met })),
    ...(note === "" ? {} : { note }),
    ...(noted.score === null ? {} : { self_score: noted.score }),
    ...plusOneOf(touch, noted),
    ...(noted.promises.length === 0 ? {} : { promises: [...noted.promises] }),
  };
  const words = [note, ...noted.promises.map((promise) => promise.words)].filter((one) => one !== "").join(" · ");
  return {
    id,
    organization: who.organization,
    person: who.person,
    kind: "log",
    title: place.label,
    about: touch.client.name,
    ...(words === "" ? {} : { words }),
    settles: prompts,
    path: "/v1/log",
    body,
    at: now.toISOString(),
  };
}

export type Put = { kind: "snooze"; until: string; reason: string } | { kind: "not_needed"; reason: string };

/** One request for each prompt of one client; all carry the moment at which it was said. */
function eachPrompt(
  touch: Pick<Touch, "prompts" | "client">,
  title: string,
  who: Who,
  now: Date,
  request: (id: string, at: string) => Pick<Entry, "kind" | "words" | "path" | "body" | "notBefore">,
): Entry[] {
  const at = now.toISOString();
  return touch.prompts.map(({ id }) => ({
    id: newId(),
    organization: who.organization,
    person: who.person,
    title,
    about: touch.client.name,
    settles: [id],
    at,
    ...request(id, at),
  }));
}

/** Puts off, or strikes off, the prompts of one client. */
export function laterEntries(
  touch: Pick<Touch, "prompts" | "client">,
  put: Put,
  title: string,
  who: Who,
  now: Date,
): Entry[] {
  return eachPrompt(touch, title, who, now, (id, at) => ({
    kind: "later",
    words: put.reason,
    path: put.kind === "snooze" ? `/v1/today/${id}/snooze` : `/v1/today/${id}/not-needed`,
    body: put.kind === "snooze" ? { until: put.until, reason: put.reason, at } : { reason: put.reason, at },
  }));
}

/**
 * The prompts of one client were done, and nothing is noted of it: a touch needs a touchpoint, and a firm that has none
 * yet must be able to go on. Can be taken back until `notBefore`.
 */
export function doneEntries(
  touch: Pick<Touch, "prompts" | "client">,
  title: string,
  who: Who,
  now: Date,
  notBefore: number,
): Entry[] {
  return eachPrompt(touch, title, who, now, (id, at) => ({
    kind: "log",
    path: `/v1/today/${id}/done?at=${encodeURIComponent(at)}`,
    body: {},
    notBefore,
  }));
}

/** A promise was kept, at this moment: sent again with the same moment it is still kept once. */
export function keptEntry(promise: Promised, title: string, who: Who, now: Date): Entry {
  const at = now.toISOString();
  return {
    id: newId(),
    organization: who.organization,
    person: who.person,
    kind: "promise",
    title,
    about: promise.client_name,
    words: promise.words,
    settles: [promise.id],
    path: `/v1/promises/${promise.id}/keep`,
    body: { at },
    at,
  };
}

/** Given, or left out by lot; nothing where neither was said. Whoever says that it was given has asked where need be. */
function plusOneOf(touch: Touch, noted: Noted): Pick<LogForm, "plus_one"> {
  if (!touch.plus_one || !noted.given) return {};
  const { id, ask_first, hold_out } = touch.plus_one;
  if (hold_out) return { plus_one: { id, held_out: true } };
  const reaction = noted.reaction === null ? {} : { reaction: noted.reaction };
  return { plus_one: { id, asked_first: ask_first, ...reaction } };
}

/** The standing that a score against expectation has. */
export function standingOf(score: number): "dissatisfied" | "satisfied" | "loyal" {
  return score < 0 ? "dissatisfied" : score > 0 ? "loyal" : "satisfied";
}
