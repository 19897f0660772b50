import type { QueryClient, QueryKey } from "@tanstack/react-query";

type Item = { id: string };

/** The answer with one item changed, however it holds its items; the same answer where it doesn't hold it. */
export function withItem<T extends Item>(answer: unknown, id: string, change: (item: T) => T): unknown {
  if (Array.isArray(answer)) {
    let found = false;
    const all = answer.map((each: unknown) => {
      const now = withItem(each, id, change);
      found ||= now !== each;
      return now;
    });
    return found ? all : answer;
  }
  if (typeof answer !== "object" || answer === null) return answer;
  if ("id" in answer && answer.id === id) return change(answer as T);
  const holder = answer as { items?: unknown; pages?: unknown };
  const items = withItem(holder.items, id, change);
  const pages = withItem(holder.pages, id, change);
  return items === holder.items && pages === holder.pages
    ? answer
    : { ...answer, ...(holder.items ? { items } : {}), ...(holder.pages ? { pages } : {}) };
}

/**
 * Shows at once what will be true of an item when the server has answered, in all answers under `key`.
 * Gives back how to show again what was shown before, for a refusal.
 */
export async function showAtOnce<T extends Item>(
  client: QueryClient,
  key: QueryKey,
  id: string,
  change: (item: T) => T,
): Promise<() => void> {
  // An answer that is under way was asked for before, and would show it as it was.
  await client.cancelQueries({ queryKey: key });
  const before = client.getQueriesData({ queryKey: key });
  for (const [each, answer] of before) {
    const now = withItem<T>(answer, id, change);
    if (now !== answer) client.setQueryData(each, now);
  }
  return () => {
    for (const [each, answer] of before) client.setQueryData(each, answer);
  };
}
