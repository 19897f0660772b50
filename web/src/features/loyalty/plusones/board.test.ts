import { expect, it } from "vitest";
import { columnOf, findingOf, money, mostTelling, turningPoint, waysFrom } from "./board";
import type { Board, PlusOne, State, Wear } from "./queries";

const one = (id: string, state: State, more: Partial<PlusOne> = {}): PlusOne => ({
  id,
  words: id,
  state,
  since: "2026-03-01T00:00:00Z",
  cost_class: "tiny",
  cost_cents: 250,
  currency: "EUR",
  minutes: 5,
  ask_first: false,
  must_ask: false,
  hold_out_percent: 0,
  touchpoint: null,
  votes: 0,
  voted: false,
  given: 0,
  held_out: 0,
  reactions: { wow: 0, noticed: 0, unnoticed: 0, unwanted: 0, unknown: 0 },
  wow: { value: null, low: null, high: null, n: 0 },
  unwanted: { value: null, low: null, high: null, n: 0 },
  cost_per_wow: null,
  yearly: { cents: 0, low: 0, high: 0, minutes: 0, n: 0 },
  norm: { clients: 0, kept_at: null, kept_by: null, replacement_wanted: false, replaced_by: null },
  telling_clients: 0,
  sprint: null,
  replaces: null,
  farewell: null,
  made_at: "2026-03-01T00:00:00Z",
  made_by: null,
  ...more,
});

const board = (items: PlusOne[], fresh = 0, worn = 0): Board => ({
  items,
  debt: [],
  replenishment: { new: fresh, worn_out: worn, ratio: worn ? fresh / worn : null },
});

it("puts what matters in a column first", () => {
  const ids = (state: State, items: PlusOne[]) => columnOf(board(items), state).map((it) => it.id);
  expect(ids("idea", [one("a", "idea", { votes: 2 }), one("b", "idea", { votes: 9 }), one("c", "trial")])).toEqual([
    "b",
    "a",
  ]);
  const rate = (value: number) => ({ wow: { value, low: 0, high: 1, n: 12 } });
  expect(ids("active", [one("a", "active", rate(0.4)), one("b", "active", rate(0.7))])).toEqual(["b", "a"]);
  const kept = { norm: { ...one("x", "norm").norm, kept_at: "2026-03-01T00:00:00Z" } };
  expect(ids("norm", [one("kept", "norm", kept), one("open", "norm")])).toEqual(["open", "kept"]);
});

it("finds what the page says", () => {
  expect(findingOf(board([])).key).toBe("empty");
  expect(findingOf(board([one("a", "idea")])).key).toBe("ideas");
  expect(findingOf(board([one("a", "trial")])).key).toBe("trying");
  const some = findingOf(board([one("a", "active"), one("b", "norm"), one("c", "norm")], 1, 2));
  expect(some).toMatchObject({ key: "some", active: 1, norm: 2, slower: true });
});

it("offers only the ways that the server allows", () => {
  expect(waysFrom(one("a", "idea"))).toEqual(["trial", "retired"]);
  expect(waysFrom(one("a", "trial"))).toEqual(["idea", "retired"]);
  expect(waysFrom(one("a", "trial", { given: 3 }))).toEqual(["active", "norm", "retired"]);
  expect(waysFrom(one("a", "norm", { given: 3 }))).toEqual(["trial", "active", "retired"]);
  expect(waysFrom(one("a", "retired"))).toEqual(["idea", "trial"]);
});

it("says when stopping costs more than going on gives", () => {
  const point = (nth: number, lift: number, loss: number | null) => ({
    nth,
    lift: { value: lift, low: lift, high: lift },
    observed: null,
    observed_low: null,
    observed_high: null,
    n: null,
    loss: loss === null ? null : { value: loss, low: loss, high: loss },
  });
  const wear = (curve: Wear["curve"]) => ({ curve }) as Wear;
  expect(turningPoint(wear([point(1, 1.2, 0.7), point(2, 0.8, 1.1)]))).toBe(2);
  expect(turningPoint(wear([point(1, 1.2, null)]))).toBeUndefined();
});

it("shows the plus-one that says most, and only once it says something", () => {
  expect(mostTelling(board([one("a", "active", { telling_clients: 99 })]))).toBeUndefined();
  const items = [one("a", "norm", { telling_clients: 120 }), one("b", "norm", { telling_clients: 171 })];
  expect(mostTelling(board(items))?.id).toBe("b");
});

it("writes money as people do", () => {
  expect(money("en", 410, "EUR")).toBe("€4.10");
  expect(money("en", 1_142_000, "EUR")).toBe("€11,420");
  expect(money("de", 410, "EUR")).toBe("4,10\u00a0€");
});
