/** What the server says of expectations, as the pages read it. */
export type Level = "must" | "should" | "delight";
export type Status = "assumed" | "stated" | "confirmed" | "retired";

export type Rate = { value?: number | null; n: number; low?: number | null; high?: number | null };
export type Who = { id: string; name: string };
export type Client = { id: string; key: string; name?: string | null };

export type Evidence = { kind: string; at: string; words?: string | null; reference?: string | null };
/** How it is met, by the client's last word on it: -3 to 3 against what was expected. */
export type Reading = { delta: number; at: string; words?: string | null };

export type Expectation = {
  id: string;
  client: Client;
  contact?: string | null;
  words: string;
  level: Level;
  depth: number;
  status: Status;
  /** Confirmed within its half-life: only then it counts as known. */
  fresh: boolean;
  theme?: string | null;
  target?: string | null;
  source: string;
  stated_at: string;
  confirmed_at?: string | null;
  half_life_days: number;
  weight: number;
  ask_again_at?: string | null;
  evidence: Evidence[];
  served_by: { id: string; key: string; label: string }[];
};

/** With what other parts of the house know of it: who it is, and how it is met. */
export type Held = Expectation & { who?: string | undefined; met?: Reading | undefined };

export type Layer = { depth: number; fresh: number; stale: number; stated: number; assumed: number };
export type Iceberg = {
  at: string;
  layers: Layer[];
  known: Rate;
  below: Rate;
  below_expected: number;
  orphans: Rate;
  age: { n: number; days?: number | null; low?: number | null; high?: number | null };
  due: number;
};
export type ClientIceberg = { client: Client; iceberg: Iceberg; items: Expectation[] };

export type Outcome = "noted" | "waiting" | "confirmed" | "corrected" | "declined";
export type Statement = {
  words: string;
  level: Level;
  depth: number;
  theme?: string | null;
  expectation?: string | null;
  outcome: Outcome;
  corrected_to?: string | null;
};
export type Discovery = {
  id: string;
  client: Client;
  contact?: string | null;
  held_at: string;
  state: "open" | "played_back" | "confirmed";
  questions: string[];
  statements: Statement[];
};
export type Question = { key: string; depth: number; en: string; de: string };
export type Suggested = { depth: number; because: "little_known" | "stated_known" | "probed_known" | "trust_too_weak" };
export type Flag = {
  /** Counted in Unicode characters. */
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
};
