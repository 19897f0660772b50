import { expect, it } from "vitest";
import { entryOf, newId, startNote } from "./log";
import type { Place, Touch } from "./queries";

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
    promise: "The draft ",
    due: "2026-11-27",
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
    promises: [{ words: "The draft", due: "2026-11-27" }],
  });
});

it("makes ids that nobody else makes", () => {
  const ids = new Set(Array.from({ length: 500 }, newId));
  expect(ids.size).toBe(500);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
