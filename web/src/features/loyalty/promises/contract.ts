import type { Named } from "../../../ui/promise/promise";

export type PromiseState = "open" | "renegotiated" | "kept" | "kept_late" | "broken";
export type Client = { id: string; key: string; name?: string | null };
export type Rate = { value?: number | null; n: number; low?: number | null; high?: number | null };

export type Promised = {
  id: string;
  client: Client;
  contact?: Named | null;
  words: string;
  who?: Named | null;
  at: string;
  due_at: string;
  state: PromiseState;
  overdue: boolean;
  settled_at?: string | null;
  cause?: string | null;
  renegotiations: { at: string; from: string; to: string; why: string }[];
};

export type Conduct = {
  /** Still to be done; of them, those for which another day was agreed. */
  running: number;
  renegotiated: number;
  kept: number;
  kept_late: number;
  broken: number;
  overdue: number;
  /** Without a value while none has come to an end: unknown. */
  rate: Rate;
};

export type OwnError = {
  id: string;
  client: Client;
  words: string;
  at: string;
  told_at?: string | null;
  found_by: "us" | "client";
  owned_first: boolean;
  withdrawn: boolean;
};
