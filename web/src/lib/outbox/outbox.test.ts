import { describe, expect, it } from "vitest";
import { ProblemError } from "../problem";
import { type Entry, Outbox, type Who } from "./outbox";
import { memoryShelf } from "./shelf";

const who: Who = { organization: "o", person: "p" };

function entry(id: string, changes: Partial<Entry> = {}): Entry {
  return {
    id,
    ...who,
    title: "Review call",
    about: "Hollis",
    path: "/v1/log",
    body: { id },
    at: `2026-03-0${id}`,
    ...changes,
  };
}

/** A server that can be cut off, and that keeps each id once. */
function world() {
  const shelf = memoryShelf<Entry>();
  const server = {
    cut: false,
    lost: false,
    got: [] as string[],
    kept: new Set<string>(),
    refuse: new Set<string>(),
    time: 0,
  };
  const post = async (_: string, body: unknown) => {
    const { id } = body as { id: string };
    if (server.cut) throw new ProblemError({ code: "offline" }, 0);
    if (server.refuse.has(id)) throw new ProblemError({ code: "conflict", detail: "It says something else." }, 409);
    server.got.push(id);
    server.kept.add(id);
    // It arrived, and the answer was lost on the way.
    if (server.lost) throw new ProblemError({ code: "offline" }, 0);
    return { id };
  };
  const open = () => new Outbox({ shelf, post, now: () => server.time });
  return { shelf, server, open };
}

describe("what waits for a connection", () => {
  it("is sent at once where there is one", async () => {
    const { server, open } = world();
    const sent = await open().add(entry("1"), who);
    expect(sent).toEqual({ sent: true, answer: { id: "1" } });
    expect(server.got).toEqual(["1"]);
  });

  it("stays over a reload without a connection and is sent in its order", async () => {
    const { server, open } = world();
    server.cut = true;
    const first = open();
    expect(await first.add(entry("2"), who)).toEqual({ sent: false });
    await first.add(entry("1"), who);
    expect(first.current().map(({ id }) => id)).toEqual(["1", "2"]);
    const reloaded = open();
    await reloaded.load();
    expect(reloaded.current()).toHaveLength(2);
    server.cut = false;
    await reloaded.flush(who);
    expect(server.got).toEqual(["1", "2"]);
    expect(reloaded.current()).toEqual([]);
    expect(await open().load()).toBeUndefined();
  });

  it("is sent again when the answer was lost, and is kept once", async () => {
    const { server, open } = world();
    server.lost = true;
    const outbox = open();
    await outbox.add(entry("1"), who);
    expect(outbox.current()).toHaveLength(1);
    server.lost = false;
    await Promise.all([outbox.flush(who), outbox.flush(who)]);
    expect(server.got).toEqual(["1", "1"]);
    expect(server.kept.size).toBe(1);
    expect(outbox.current()).toEqual([]);
  });

  it("says what the server refused and goes on with the rest", async () => {
    const { server, open } = world();
    server.refuse.add("1");
    server.cut = true;
    const outbox = open();
    await outbox.add(entry("1"), who);
    await outbox.add(entry("2"), who);
    server.cut = false;
    await outbox.flush(who);
    expect(server.got).toEqual(["2"]);
    expect(outbox.current()[0]?.refused).toEqual({ code: "conflict", detail: "It says something else." });
    // It is not sent again by itself, also not after a reload.
    const reloaded = open();
    await reloaded.flush(who);
    expect(reloaded.current()).toHaveLength(1);
    server.refuse.clear();
    await reloaded.retry("1", who);
    expect(reloaded.current()).toEqual([]);
  });

  it("can be taken back while it is to wait", async () => {
    const { server, open } = world();
    const outbox = open();
    await outbox.add(entry("1", { notBefore: 5_000 }), who);
    await outbox.add(entry("2", { notBefore: 5_000 }), who);
    await outbox.flush(who);
    expect(server.got).toEqual([]);
    expect(outbox.nextAt()).toBe(5_000);
    expect(await outbox.remove("1")).toBe(true);
    server.time = 5_001;
    await outbox.flush(who);
    expect(server.got).toEqual(["2"]);
    expect(await outbox.remove("1")).toBe(false);
  });

  it("never goes out in somebody else's name", async () => {
    const { server, open } = world();
    server.cut = true;
    const outbox = open();
    await outbox.add(entry("1"), who);
    server.cut = false;
    await outbox.flush({ organization: "o", person: "another" });
    await outbox.flush({ organization: "another", person: "p" });
    expect(server.got).toEqual([]);
    await outbox.flush(who);
    expect(server.got).toEqual(["1"]);
  });
});
