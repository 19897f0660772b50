export type Leg = "credibility" | "competence" | "compatibility";
export type Part =
  | "confidence"
  | "first_impression"
  | "honesty"
  | "delivers_as_promised"
  | "knowledge"
  | "track_record"
  | "searching_questions"
  | "interest"
  | "listening"
  | "care"
  | "vulnerability";

/** 0 to 100. */
export type Score = { value: number | null; n: number; low?: number | null; high?: number | null };
export type Client = { id: string; key: string; name?: string | null };

export type Signal = {
  id: string;
  /** What it comes from: `entered`, `promise`, `own_error`, `play_back`, … */
  kind: string;
  leg: Leg;
  part: Part;
  polarity: 1 | -1;
  weight: number;
  /** What is left of the weight by now. */
  weight_now: number;
  at: string;
  half_life_days: number;
  source: "behaviour" | "said";
  words?: string | null;
  /** Entered by hand: only these can be withdrawn. */
  entered: boolean;
};

export type Trust = {
  legs: (Score & { leg: Leg; parts: { part: Part; n: number; value: number | null }[] })[];
  geometric: Score;
  arithmetic: Score;
  weakest?: Leg | null;
  suggested_depth?: { depth: number; because: string } | null;
  signals: Signal[];
};

export type FirmTrust = {
  clients: number;
  known: number;
  legs: (Score & { leg: Leg; weakest_of: number })[];
  renewal: { from: number; to: number; renewed: Score; clients: number }[];
  /** Of those with whom trust was unknown. */
  renewal_unknown: Score;
  /** Where trust separates who stays: its interval, or why not. */
  difference?: { value: number; low: number; high: number } | null;
};

export type PulseItem = { key: string; leg: Leg; words: string };
export type Reliability = { alpha: Score; omega: number | null };
export type Pulse = {
  items: PulseItem[];
  answers: number;
  legs: (Score & Reliability & { leg: Leg })[];
};
