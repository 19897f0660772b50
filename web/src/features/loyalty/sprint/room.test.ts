import { expect, it } from "vitest";
import type { Idea, Room } from "./queries";
import { browserKey, clockText, mergeIdeas, mergeRoom, pocketOf, proposed } from "./room";

const idea = (no: number, votes = 0): Idea => ({
  id: `i${no}`,
  no,
  words: `Idea ${no}`,
  cost_class: null,
  by: "p1",
  written_at: "2026-03-02T08:00:00Z",
  votes,
  plus_one: null,
});

const room = (revision: number, ideas: Idea[]): Room => ({
  title: "After the review",
  goal: 100,
  ends_at: "2026-03-02T09:00:00Z",
  seconds_left: 60,
  closed: false,
  revision,
  people: revision,
  ideas_total: ideas.length,
  ideas,
});

it("puts what came since in its place, once", () => {
  const merged = mergeIdeas([idea(1), idea(3)], [idea(2), idea(3, 4)]);
  expect(merged.map((it) => [it.no, it.votes])).toEqual([
    [1, 0],
    [2, 0],
    [3, 4],
  ]);
});

it("does not go back when an older event comes late", () => {
  const merged = mergeRoom(room(9, [idea(1, 2)]), room(7, [idea(2)]));
  expect([merged.revision, merged.people, merged.ideas.length]).toEqual([9, 9, 2]);
});

it("keeps what was written without a line", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const pocket = pocketOf("s", storage);
  expect(pocket.load()).toEqual({ key: null, waiting: [] });
  pocket.save("k", [{ id: "1", words: "Tea", cost_class: "tiny" }]);
  expect(pocketOf("s", storage).load()).toEqual({ key: "k", waiting: [{ id: "1", words: "Tea", cost_class: "tiny" }] });
  kept.set("touchstone.room.s", "not JSON");
  expect(pocket.load()).toEqual({ key: null, waiting: [] });
});

it("has one key in every room, made once", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  };
  const made = browserKey(storage, (bytes) => bytes.fill(255));
  expect(made).toBe(`${"_".repeat(42)}8`);
  expect(browserKey(storage, (bytes) => bytes.fill(0))).toBe(made);
  kept.set("touchstone.participant", "something else");
  expect(browserKey(storage)).toMatch(/^[\w-]{43}$/);
});

it("tells the time left", () => {
  expect([clockText(2530), clockText(59.2), clockText(-3)]).toEqual(["42:10", "1:00", "0:00"]);
});

it("proposes what was voted for", () => {
  expect(proposed([idea(1), idea(2, 1), idea(3, 5), idea(4, 1)])).toEqual(["i3", "i2", "i4"]);
});
