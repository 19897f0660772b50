import type { Named } from "../../../ui/promise/promise";

export type PromiseState = "open" | "renegotiated" | "kept" | "kept_late" | "broken";
export type Client = { id: string; key: string; name?: string | null };
export type Rate = { value: number | null; n: number; low?: number | null; high?: number | null };

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
  rate: Rate;
  kept: number;
  kept_late: number;
  broken: number;
  running: number;
  overdue: number;
};

export type OwnError = {
  id: string;
  client: Client;
  words: string;
  at: string;
  told_at?: string | null;
  found_by: "us" | "client";
  owned_first: boolean;
  by?: string | null;
};
