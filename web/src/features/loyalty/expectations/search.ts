import { one } from "../../../lib/search";
import type { Level, Status } from "./queries";

export const STATUSES = ["confirmed", "stated", "assumed", "retired"] as const satisfies Status[];
export const LEVELS = ["must", "should", "delight"] as const satisfies Level[];

/** What the address of the firm's page says: which part, and which filters of the ledger. */
export type ExpectationsSearch = {
  tab?: string | undefined;
  status?: Status | undefined;
  depth?: string | undefined;
  level?: Level | undefined;
};

export function expectationsSearch(raw: Record<string, unknown>): ExpectationsSearch {
  return {
    tab: one(raw.tab),
    status: STATUSES.find((each) => each === one(raw.status)),
    depth: one(raw.depth),
    level: LEVELS.find((each) => each === one(raw.level)),
  };
}
