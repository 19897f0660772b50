import { useQueries, useQuery } from "@tanstack/react-query";
import { type Reading, readingsQuery } from "./queries";

/** The last word of the client on each of these expectations. */
export function useMet(ids: readonly string[]): ReadonlyMap<string, Reading> {
  const [first = "", ...others] = ids;
  // Where the first can't be read the others can't either: one question instead of twenty.
  const known = useQuery({ ...readingsQuery(first), enabled: first !== "" });
  const rest = useQueries({
    queries: others.map((id) => ({ ...readingsQuery(id), enabled: known.isSuccess })),
  });
  const found = new Map<string, Reading>();
  for (const [at, answer] of [known, ...rest].entries()) {
    const id = ids[at];
    const last = answer.data?.reduce<Reading | undefined>((a, b) => (!a || b.at > a.at ? b : a), undefined);
    if (id && last) found.set(id, last);
  }
  return found;
}
