import { describe, expect, it } from "vitest";
import { type Promised, type Step, settled } from "./queries";

const open: Promised = {
  id: "1",
  client: { id: "roy", key: "roy", name: null },
  contact: null,
  touch: null,
  words: "send the draft",
  who: null,
  at: "2026-11-01T09:00:00Z",
  due_at: "2099-11-06T17:00:00Z",
  state: "open",
  overdue: false,
  due_soon: true,
  settled_at: null,
  cause: null,
  renegotiations: [],
  history: [],
};
const after = (...steps: Step[]) => steps.reduce(settled, open);
const keep = (at: string): Step => ({ kind: "keep", at });
const move: Step = { kind: "renegotiate", due_at: "2099-12-01T17:00:00Z", why: "Anna is away" };
const reopen: Step = { kind: "reopen" };

describe("a promise after a step, before the server has said so", () => {
  it.each<[string, Step[], Partial<Promised>]>([
    ["kept", [keep("2099-11-06T17:00:00Z")], { state: "kept", settled_at: "2099-11-06T17:00:00Z" }],
    ["kept by another clock", [keep("2099-11-06T18:00:00+01:00")], { state: "kept" }],
    ["kept late", [keep("2099-11-06T17:00:01Z")], { state: "kept_late" }],
    ["broken", [{ kind: "break", cause: "forgotten" }], { state: "broken", cause: "forgotten" }],
    ["moved", [move], { state: "renegotiated", due_at: "2099-12-01T17:00:00Z" }],
    ["moved and taken back", [move, reopen], { ...open }],
    ["moved, kept and taken back", [move, keep("2099-11-20T00:00:00Z"), reopen], { state: "renegotiated" }],
    ["kept and taken back", [keep("2099-11-05T00:00:00Z"), reopen], { state: "open", settled_at: null }],
  ])("is %s", (_, steps, expected) => {
    expect(after(...steps)).toMatchObject(expected);
  });
});
