import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { type Fact, renewAfter } from "./afterwards";

const keys = [
  ["promises", "list", {}],
  ["promises", "line", "", "send"],
  ["expectations", "iceberg", "7"],
  ["expectations", "wording", "en", "you"],
  ["ladder", "client", "7"],
  ["trust", "client", "7"],
  ["plus-ones", "board"],
  ["advocacy", "acts", ""],
  ["loyalty", "confirmed", "speed"],
  ["today"],
  ["upcoming", "7"],
  ["portal", "links", "7"],
  ["clients", "timeline", "7", "full", 20],
  ["clients", "contacts", "7"],
  ["clients", "found", "roy"],
  ["design", "plans"],
];

async function renewedAfter(fact: Fact): Promise<string[]> {
  const client = new QueryClient();
  for (const key of keys) client.setQueryData(key, 1);
  await renewAfter(client, fact);
  return keys
    .filter((key) => client.getQueryState(key)?.isInvalidated)
    .map(([noun, part]) => `${noun} ${part ?? ""}`.trim());
}

const always = ["today", "upcoming 7", "portal links", "clients timeline"];

describe("what is asked for again", () => {
  it.each<[Fact, string[]]>([
    ["promise", ["promises list", "trust client"]],
    ["own_error", ["promises list", "trust client"]],
    ["expectation", ["expectations iceberg", "ladder client", "trust client", "plus-ones board", "loyalty confirmed"]],
    ["reading", ["expectations iceberg", "ladder client", "loyalty confirmed"]],
    ["trust", ["expectations iceberg", "trust client"]],
    ["gift", ["expectations iceberg", "ladder client", "plus-ones board"]],
    ["advocacy", ["ladder client", "plus-ones board", "advocacy acts"]],
    [
      "client",
      [
        "promises list",
        "expectations iceberg",
        "ladder client",
        "trust client",
        "plus-ones board",
        "advocacy acts",
        "clients contacts",
        "clients found",
      ],
    ],
    [
      "touch",
      [
        "promises list",
        "expectations iceberg",
        "ladder client",
        "trust client",
        "plus-ones board",
        "loyalty confirmed",
        "design plans",
      ],
    ],
    ["prompt", []],
    ["portal", []],
  ])("after a fact of %s", async (fact, own) => {
    expect((await renewedAfter(fact)).sort()).toEqual([...own, ...always].sort());
  });
});
