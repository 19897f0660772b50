import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";

/** What may be written down of a client. */
export type Fact =
  | "promise"
  | "own_error"
  | "expectation"
  | "reading"
  | "trust"
  | "gift"
  | "advocacy"
  | "client"
  | "touch"
  | "prompt"
  | "portal";

/** What shows the fact itself: the write is only over once these are new. */
const own: Record<Fact, readonly string[]> = {
  promise: ["promises"],
  own_error: ["promises"],
  expectation: ["expectations"],
  reading: ["expectations", "ladder"],
  trust: ["trust"],
  gift: ["plus-ones"],
  advocacy: ["advocacy"],
  client: ["clients"],
  touch: ["today", "upcoming"],
  prompt: ["today", "upcoming"],
  portal: ["portal"],
};

/** What follows from it elsewhere: a promise kept earns trust, a plus-one felt moves a client on the ladder. */
const others: Record<Fact, readonly string[]> = {
  promise: ["trust"],
  own_error: ["trust"],
  // What is confirmed is known: by the ladder, by the touchpoint that serves it, and as a reason to trust us.
  expectation: ["ladder", "trust", "loyalty", "plus-ones"],
  reading: ["loyalty"],
  // Trust says how deep the next questions may go.
  trust: ["expectations"],
  // The third time it is expected.
  gift: ["ladder", "expectations"],
  advocacy: ["ladder", "plus-ones"],
  client: ["promises", "expectations", "ladder", "trust", "plus-ones", "advocacy"],
  // With it come promises, a plus-one and how it was felt; its place shows how it was delivered.
  touch: ["promises", "plus-ones", "ladder", "trust", "expectations", "loyalty", "design"],
  prompt: [],
  portal: [],
};

/** Where a client is shown with whatever is known of it. */
const everywhere = ["today", "upcoming", "portal"] as const;
const ofClients = ["list", "timeline", "one", "segments", "preview"] as const;

/** Answers to questions that no fact changes: what was typed, and what is the same for everybody. */
const asked = ["line", "wording", "blame", "questions", "touchpoints", "attributes", "groups"] as const;

const within = (names: readonly string[], name: unknown) => names.some((each) => each === name);

/** Everything on the screen that a fact changes is asked for again; resolves once what shows the fact itself is new. */
export function renewAfter(client: QueryClient, fact: Fact): Promise<void> {
  const renew = (fits: (key: QueryKey) => boolean) =>
    client.invalidateQueries({ predicate: ({ queryKey }) => fits(queryKey) });
  const mine = ([noun, part]: QueryKey) => within(own[fact], noun) && (noun === "clients" || !within(asked, part));
  void renew(
    (key) =>
      !mine(key) &&
      (within(everywhere, key[0]) ||
        (key[0] === "clients" && within(ofClients, key[1])) ||
        (within(others[fact], key[0]) && !within(asked, key[1]))),
  );
  return renew(mine);
}

/** For a mutation's `onSuccess`. */
export function useAfterwards(fact: Fact): () => Promise<void> {
  const client = useQueryClient();
  return () => renewAfter(client, fact);
}
