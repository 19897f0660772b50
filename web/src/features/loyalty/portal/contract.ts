/** What a client sees of itself by its link. */
export type PortalExpectation = {
  id: string;
  words: string;
  /** `said`: they said it, we play it back. `guess`: our words. `ask_again`: confirmed long ago. */
  state: "said" | "guess" | "ask_again" | "confirmed";
  said_at?: string | null;
  confirmed_at?: string | null;
};
export type PortalPromise = {
  id: string;
  words: string;
  who?: string | null;
  due_at: string;
  state: "open" | "kept" | "kept_late" | "renegotiated" | "broken";
  kept_at?: string | null;
  days_late?: number | null;
  /** Why it was late or broken, on our side. */
  cause?: string | null;
};
export type PortalNext = { at: string; what: string; who?: string | null; timed: boolean };
export type PortalChange = { words: string; said?: string | null; at: string };
export type Frequency = "after_each_meeting" | "twice_a_year" | "never";
export type Portal = {
  organization: string;
  client?: string | null;
  greeting?: string | null;
  time_zone: string;
  expectations: PortalExpectation[];
  promises?: { kept: number; late: number; broken: number; open: number; items: PortalPromise[] } | null;
  next?: PortalNext[] | null;
  changes: PortalChange[];
  person?: { name: string; email?: string | null; phone?: string | null } | null;
  wishes?: { asking?: Frequency | null; words?: string | null; at: string } | null;
  expires_at: string;
};
export type Answer = "confirm" | "correct" | "no_longer" | "undo";

export type ClientLink = {
  id: string;
  contact?: string | null;
  created_at: string;
  expires_at: string;
};

/** Something that is different because the client spoke up, told on its page. */
export type ClientChange = { id: string; words: string; said?: string | null; at: string };
