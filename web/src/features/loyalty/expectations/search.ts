import { one } from "../../../lib/search";

/** What the address of the firm's page says: which part, and which filters of the ledger. */
export type ExpectationsSearch = {
  tab?: string | undefined;
  status?: string | undefined;
  depth?: string | undefined;
  level?: string | undefined;
};

export function expectationsSearch(raw: Record<string, unknown>): ExpectationsSearch {
  return { tab: one(raw.tab), status: one(raw.status), depth: one(raw.depth), level: one(raw.level) };
}
