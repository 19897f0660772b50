/** From the lowest to the highest; unknown is none of them. */
export type Rung = "unknown" | "dissatisfied" | "satisfied" | "loyal" | "ambassador";

/** As a picture shows them: the highest on top, what is not known at the bottom. */
export const RUNGS: readonly Rung[] = ["ambassador", "loyal", "satisfied", "dissatisfied", "unknown"];

export type Interval = { low: number; high: number };
export type Rate = { count: number; n: number; share: number | null; interval: Interval | null };
export type Difference = { difference: number; interval: Interval; p: number };

export type RungCount = { rung: Rung; clients: number; share: Rate; worth: number; worth_known: number };
export type Stretch = { label: string; from: string; to: string; clients: number; rungs: RungCount[] };
export type Move = { from: Rung | null; to: Rung | null; clients: number; worth: number };
export type Step = { moves: Move[]; rises: Rate; slips: Rate };

export type Rules = {
  basis: "expectations" | "scores";
  tolerance: number;
  reading_days: number;
  plus_one_days: number;
  revenue_attribute: string | null;
  alternatives_attribute: string | null;
};

export type Ladder = {
  basis: "expectations" | "scores";
  clients: number;
  never_met: number;
  stretches: Stretch[];
  steps: Step[];
  rises: Rate;
  slips: Rate;
  rules: Rules;
};

export type Slope = { per_step: number; interval: Interval; p: number };
export type Asymmetry = {
  n: number;
  as_expected: number;
  short: Slope;
  beyond: Slope;
  difference: Difference;
  ratio: number | null;
  ratio_interval: Interval | null;
  points: { delta: number; stayed: Rate }[];
};
export type Outcome = { n: number; share: number | null; interval: Interval | null };
export type BySign = {
  short: Outcome;
  met: Outcome;
  beyond: Outcome;
  cost: Difference | null;
  gain: Difference | null;
};
export type Calibration = {
  verdict: "not_enough" | "not_shown" | "predicts" | "misleads";
  lead_days: number;
  rows: { rung: Rung; stayed: Rate; left: number }[];
  contrasts: { above: Rung; below: Rung; n_above: number; n_below: number; difference: Difference; p: number }[];
  auc: { value: number; interval: Interval; p: number; stayed: number; left: number } | null;
  asymmetry: Asymmetry | null;
  by_sign: BySign | null;
};

export type Trapped = {
  id: string;
  key: string;
  name: string | null;
  revenue: number | null;
  alternatives: number | null;
  days: number;
  never: boolean;
  product: number | null;
  owner: { id: string; name: string } | null;
  next: { id: string; words: string; ask_first: boolean } | null;
};
export type OkTrap = {
  items: Trapped[];
  satisfied: number;
  revenue_attribute: string | null;
  alternatives_attribute: string | null;
};

export type GapRow = {
  item: string;
  label: string;
  scale_low: number;
  scale_high: number;
  n: number;
  clients: number;
  expected: number;
  perceived: number;
  gap: number;
  interval: Interval | null;
  p: number | null;
  short: Rate;
  met: Rate;
  beyond: Rate;
};

export type Reason = {
  code:
    | "nothing_known"
    | "little_covered"
    | "must_short"
    | "must_below"
    | "mean_short"
    | "mean_below"
    | "met"
    | "plus_one_felt"
    | "no_plus_one"
    | "advocate"
    | "no_scores"
    | "scores";
  words?: string;
  expectation?: string;
  delta?: number;
  coverage?: number;
  at?: string;
  proof?: "referral" | "review" | "reference";
  n?: number;
  low?: number;
  high?: number;
};

export type Item = {
  expectation: string | null;
  words: string | null;
  theme: string | null;
  level: "must" | "should" | "delight";
  weight: number;
  delta: number | null;
  n: number;
  last_at: string | null;
  source: "said" | "touch" | "survey" | "portal" | null;
};

export type Standing = {
  rung: Rung;
  basis: "expectations" | "scores";
  reasons: Reason[];
  coverage: number | null;
  n: number;
  mean: number | null;
  shortfall: number | null;
  surplus: number | null;
  items: Item[];
  last_plus_one_at: string | null;
  changes: { at: string; from: Rung; to: Rung; reasons: Reason[] }[];
  due_at: string | null;
  left_at: string | null;
  tolerance: number;
  reading_days: number;
  plus_one_days: number;
};
