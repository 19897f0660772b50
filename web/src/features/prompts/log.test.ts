import { expect, it } from "vitest";
import { doneEntries, entryOf, keptEntry, laterEntries, newId, startNote } from "./log";
import type { Place, Promised, Touch } from "./queries";

const touch = {
  client: { id: "c", key: "h-1", name: "Hollis Ltd", tier: null },
  prompts: [{ id: "p1" }, { id: "p2" }],
  touchpoint: "t",
  plus_one: { id: "x", words: "Ask about the move", ask_first: true, hold_out: false },
} as unknown as Touch;
const place = { id: "t", label: "Review call", standards: [{ id: "s1", words: "On time" }] } as unknown as Place;
const who = { organization: "o", person: "me" };

it("puts everything of a touch into one request with an id of its own", () => {
  const noted = {
    ...startNote(touch),
    met: { s1: true, gone: false },
    score: 0,
    note: "  All well ",
    promises: [{ words: "The draft", due_at: "2026-11-27T16:00:00Z", who: "me", contact: "k" }],
    given: true,
    reaction: "wow" as const,
  };
  const entry = entryOf(touch, place, noted, who, new Date("2026-11-24T09:00:00Z"));
  expect(entry).toMatchObject({
    ...who,
    title: "Review call",
    about: "Hollis Ltd",
    words: "All well · The draft",
    settles: ["p1", "p2"],
  });
  expect(entry.body).toEqual({
    id: entry.id,
    client: "c",
    touchpoint: "t",
    prompts: ["p1", "p2"],
    occurred_at: "2026-11-24T09:00:00.000Z",
    standards: [{ id: "s1", met: true }],
    note: "All well",
    self_score: 0,
    plus_one: { id: "x", asked_first: true, reaction: "wow" },
    promises: [{ words: "The draft", due_at: "2026-11-27T16:00:00Z", who: "me", contact: "k" }],
  });
});

it("makes ids that nobody else makes", () => {
  const ids = new Set(Array.from({ length: 500 }, newId));
  expect(ids.size).toBe(500);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("puts off every prompt of a client by a request of its own, with the moment at which it was said", () => {
  const now = new Date("2026-11-24T09:00:00Z");
  const put = { kind: "snooze", until: "2026-11-30", reason: "They are away" } as const;
  const entries = laterEntries(touch, put, "Put off", who, now);
  expect(entries.map(({ path, settles }) => [path, settles])).toEqual([
    ["/v1/today/p1/snooze", ["p1"]],
    ["/v1/today/p2/snooze", ["p2"]],
  ]);
  expect(entries[0]?.body).toEqual({ until: "2026-11-30", reason: "They are away", at: "2026-11-24T09:00:00.000Z" });
  expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
  const struck = laterEntries(touch, { kind: "not_needed", reason: "Moved away" }, "Not needed", who, now)[0];
  expect(struck).toMatchObject({
    path: "/v1/today/p1/not-needed",
    body: { reason: "Moved away", at: "2026-11-24T09:00:00.000Z" },
  });
});

it("keeps a promise at one moment, so that sent twice it is kept once", () => {
  const promise = { id: "x", words: "The draft", client_name: "Hollis Ltd" } as unknown as Promised;
  const entry = keptEntry(promise, "Kept", who, new Date("2026-11-24T09:00:00Z"));
  expect(entry).toMatchObject({
    kind: "promise",
    about: "Hollis Ltd",
    settles: ["x"],
    path: "/v1/promises/x/keep",
    body: { at: "2026-11-24T09:00:00.000Z" },
  });
});

it("lets a firm without touchpoints say that something was done", () => {
  const now = new Date("2026-11-24T09:00:00Z");
  const entries = doneEntries(touch, "Keep in touch", who, now, now.getTime() + 8000);
  expect(entries.map(({ path, settles, notBefore }) => [path, settles, notBefore])).toEqual([
    ["/v1/today/p1/done?at=2026-11-24T09%3A00%3A00.000Z", ["p1"], now.getTime() + 8000],
    ["/v1/today/p2/done?at=2026-11-24T09%3A00%3A00.000Z", ["p2"], now.getTime() + 8000],
  ]);
});
