/** What the server says of expectations, as the pages read it. */
export type Level = "must" | "should" | "delight";
export type Status = "assumed" | "stated" | "confirmed" | "retired";
export type Depth = 1 | 2 | 3;

export type Rate = { value: number | null; n: number; low?: number | null; high?: number | null };
export type Who = { id: string; name: string };
export type Client = { id: string; key: string; name?: string | null };

export type Evidence = { kind: string; at: string; words?: string | null; ref?: string | null };
export type Reading = { delta: number; at: string; source: string; words?: string | null };

export type Expectation = {
  id: string;
  client: Client;
  contact?: Who | null;
  words: string;
  level: Level;
  depth: number;
  status: Status;
  /** Confirmed within its half-life: only then it counts as known. */
  fresh: boolean;
  theme?: string | null;
  source: string;
  stated_at: string;
  confirmed_at?: string | null;
  half_life_days: number;
  weight: number;
  due_at?: string | null;
  evidence: Evidence[];
  served_by: { key: string; label: string }[];
  met?: Reading | null;
};

/** The client's whole iceberg. */
export type ClientIceberg = {
  items: Expectation[];
  known: Rate;
  below: Rate;
  orphans: Rate;
  median_age_days: Rate;
  /** Contacts whom nobody has asked. */
  unheard: Who[];
};

export type FirmCell = { depth: number; fresh: number; stale: number; stated: number; assumed: number };
export type FirmIceberg = {
  cells: FirmCell[];
  clients: number;
  known: Rate;
  below: Rate;
  orphans: Rate;
  median_age_days: Rate;
};

export type Statement = {
  id: string;
  words: string;
  level: Level;
  depth: number;
  theme?: string | null;
  answer?: "confirmed" | "corrected" | "declined" | null;
  answer_words?: string | null;
};
export type Discovery = {
  id: string;
  client: Client;
  contact?: Who | null;
  by: string;
  started_at: string;
  state: "open" | "played_back" | "confirmed";
  questions: string[];
  statements: Statement[];
};
export type Question = { key: string; depth: number; words: string };
export type Flag = {
  from: number;
  to: number;
  kind: "leading" | "manipulative" | "double" | "absolute";
  why: string;
  better?: string | null;
};

export type NewExpectation = {
  client: { key: string; name?: string | null };
  contact?: string | null;
  words: string;
  level: Level;
  depth: number;
  status: Status;
  theme?: string | null;
  source: string;
  half_life_days?: number | null;
};
