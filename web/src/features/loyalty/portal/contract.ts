/** What a client sees of itself by its link. */
export type PortalExpectation = {
  id: string;
  words: string;
  /** `confirm`: they said it, we play it back. `guess`: our words, never asked. `confirmed`: they have said yes. */
  state: "confirm" | "guess" | "confirmed";
  said_at?: string | null;
  said_to?: string | null;
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
export type PortalChange = {
  words?: string | null;
  changed: string;
  said_at?: string | null;
  changed_at?: string | null;
};
export type Frequency = "each" | "twice_a_year" | "never";
export type Portal = {
  organization: string;
  client: string;
  greeting?: string | null;
  time_zone: string;
  language?: string | null;
  expectations: PortalExpectation[];
  promises: { kept: number; late: number; broken: number; open: number; items: PortalPromise[] };
  next: PortalNext[];
  changes: PortalChange[];
  person?: { name: string; email?: string | null; phone?: string | null } | null;
  wishes: { frequency?: Frequency | null; asked: number };
  expires_at: string;
};
export type Answer = "confirm" | "correct" | "no_longer";

export type ClientLink = {
  id: string;
  contact?: { id: string; name: string } | null;
  made_by?: string | null;
  created_at: string;
  expires_at: string;
  revoked_at?: string | null;
  opened_at?: string | null;
};
