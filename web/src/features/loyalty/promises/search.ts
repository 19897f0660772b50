import { one } from "../../../lib/search";

export const TABS = ["running", "settled", "own"] as const;
export type PromisesTab = (typeof TABS)[number];
export type PromisesSearch = { tab?: PromisesTab | undefined; who?: string | undefined; client?: string | undefined };

export function promisesSearch(raw: Record<string, unknown>): PromisesSearch {
  const tab = TABS.find((each) => each === one(raw.tab));
  return { tab: tab === "running" ? undefined : tab, who: one(raw.who), client: one(raw.client) };
}
