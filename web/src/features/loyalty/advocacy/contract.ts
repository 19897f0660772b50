export type Kind = "referral" | "review" | "reference";
export type Client = { id: string; key: string; name?: string | null };
export type Rate = { value: number | null; n: number; low?: number | null; high?: number | null };

export type Advocacy = {
  id: string;
  client: Client;
  kind: Kind;
  at: string;
  words?: string | null;
  caused_by?: { kind: "touch" | "plus_one" | "touchpoint"; id: string; label: string } | null;
  new_client?: Client | null;
  revenue_cents?: number | null;
};

export type Cause = { code: string; words: string };
export type Departure = {
  id: string;
  client: Client;
  at: string;
  causes: Cause[];
  words?: string | null;
  /** The first sign that we missed, and how many days it gave us. */
  missed?: { at: string; kind: string; words?: string | null } | null;
  warning_days?: number | null;
};

export type EarnedGrowth = {
  year: number;
  /** 0.12 is +12 %. Absent where the year before has no revenue. */
  rate: number | null;
  retained: number | null;
  earned_new: number | null;
  bought_new: number | null;
  n: number;
};

export type Blame = { from: number; to: number; why: string; better?: string | null };
