import { expect, test } from "vitest";
import type { Happening } from "../../queries";
import { becameOf, verbOf } from "./happening";
import { markOf } from "./Mark";

const happening = (part: Partial<Happening>): Happening => ({
  id: "1",
  at: "2026-03-02T08:00:00Z",
  kind: "touch",
  title: "",
  became: null,
  detail: null,
  words: null,
  seen_by_client: true,
  from_client: null,
  perception: null,
  awaited: null,
  ...part,
});
const waits = { since: "2026-03-02T08:00:00Z", until: "2026-03-06T08:00:00Z", answered_at: null };
const came = { ...waits, answered_at: "2026-03-05T08:00:00Z" };

test.each<[Partial<Happening>, string, string | undefined, string]>([
  [{}, "touch", undefined, "met"],
  [{ from_client: true, perception: -1 }, "came", undefined, "short"],
  [{ kind: "awaited", awaited: waits }, "awaits", undefined, "waits"],
  [{ kind: "awaited", awaited: came }, "awaited", undefined, "waited"],
  [{ kind: "promise", became: "open", awaited: waits }, "promise", undefined, "waits"],
  [{ kind: "promise", became: "renegotiated", awaited: waits }, "promise", "renegotiated", "waits"],
  [{ kind: "promise", became: "kept", awaited: came }, "promise", "kept", "beyond"],
  [{ kind: "promise", became: "kept_late", awaited: came }, "promise", "kept_late", "short"],
  [{ kind: "promise", became: "broken" }, "promise", "broken", "short"],
  [{ kind: "expectation", became: "assumed", seen_by_client: false }, "assumed", undefined, "quiet"],
  [{ kind: "expectation", became: "stated" }, "expectation", undefined, "met"],
  [{ kind: "expectation", became: "retired" }, "retired", undefined, "met"],
  [{ kind: "discovery" }, "discovery", undefined, "asked"],
  [{ kind: "discovery", became: "played_back" }, "playedBack", undefined, "asked"],
  [{ kind: "plus_one", became: "wow", perception: 2 }, "plusOne", "wow", "beyond"],
  [{ kind: "plus_one", became: "noticed", perception: 0 }, "plusOne", "noticed", "met"],
  [{ kind: "plus_one", became: "held_out", seen_by_client: false }, "heldOut", undefined, "quiet"],
  [{ kind: "advocacy", became: "review" }, "advocacy", "review", "met"],
  // Of a server that is newer than this page.
  [{ kind: "something_new" as Happening["kind"], became: "odd" }, "other", undefined, "met"],
])("%o", (part, verb, became, mark) => {
  const one = happening(part);
  expect([verbOf(one), becameOf(one)?.word, markOf(one)]).toEqual([verb, became, mark]);
});
