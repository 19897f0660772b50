import { describe, expect, it } from "vitest";
import { draftOf, localOf, momentOf, openDoubts, type ReadPromise, readyOf } from "./promise";

const me = { id: "me", name: "Cora" };
const roy = { id: "roy", name: "Roy household" };
const read: ReadPromise = {
  what: "send the draft",
  client: roy,
  contact: { id: "anna", name: "Anna Roy" },
  who: null,
  due_at: "2026-11-27T22:59:00Z",
  parts: [],
  doubts: [],
};

describe("a promise in one line", () => {
  it("is ready when somebody, something and a moment are known", () => {
    expect(readyOf(draftOf(read, {}, { me }))).toEqual({
      client: "roy",
      contact: "anna",
      words: "send the draft",
      who: "me",
      due_at: "2026-11-27T22:59:00Z",
    });
    expect(readyOf(draftOf({ ...read, due_at: null }, {}, { me }))).toBeNull();
    expect(readyOf(draftOf({ ...read, client: null }, {}, { me }))).toBeNull();
    expect(readyOf(draftOf({ ...read, client: null }, {}, { me, client: roy }))?.client).toBe("roy");
    expect(readyOf(draftOf({ ...read, what: "  " }, {}, { me }))).toBeNull();
  });
  it("takes what was set by hand before what was read", () => {
    const other = { id: "other", name: "Other" };
    const draft = draftOf(read, { client: other, who: other, due_at: "2026-12-01T09:00:00Z" }, { me });
    expect(draft).toMatchObject({ client: other, contact: null, who: other, due_at: "2026-12-01T09:00:00Z" });
  });
  it("asks only what nobody has settled", () => {
    const doubt = (kind: string) => ({ kind, moments: [], clients: [], people: [] });
    const doubtful = { ...read, doubts: [doubt("which_client"), doubt("which_day"), doubt("no_client")] };
    const kinds = (set: object, fixed = false) => openDoubts(doubtful, set, fixed).map(({ kind }) => kind);
    expect(kinds({})).toEqual(["which_client", "which_day", "no_client"]);
    expect(kinds({ client: roy })).toEqual(["which_day"]);
    expect(kinds({ due_at: "x" })).toEqual(["which_client", "no_client"]);
    expect(kinds({}, true)).toEqual(["which_client", "which_day"]);
  });
});

describe("moments in a zone", () => {
  it.each([
    ["2026-11-27T22:59:00.000Z", "Europe/Berlin", "2026-11-27T23:59"],
    ["2026-06-30T22:00:00.000Z", "Europe/Berlin", "2026-07-01T00:00"],
    ["2028-02-29T12:30:00.000Z", "UTC", "2028-02-29T12:30"],
    ["2026-11-01T13:00:00.000Z", "America/New_York", "2026-11-01T08:00"],
  ])("%s in %s is %s, there and back", (at, zone, local) => {
    expect(localOf(at, zone)).toBe(local);
    expect(momentOf(local, zone)).toBe(at);
  });
  it("has no moment for no date", () => {
    expect(momentOf("", "UTC")).toBeNull();
  });
});
