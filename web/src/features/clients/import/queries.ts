import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http, queryText, send } from "../../../lib/http";
import { type ClientRow, forgetClients } from "../queries";

export type ImportProblem = {
  /** The row as a spreadsheet counts it, or the card counted from 1. */
  row: number;
  /** Empty: the row as a whole. */
  column: string;
  value: string;
  message: string;
  /** The row came in without this cell; otherwise the whole row was left out. */
  kept: boolean;
};

type Named = { id: string; key: string; name?: string | null };

export type Reason = { kind: string; what: string };
export type Pair = { a: ClientRow; b: ClientRow; score: number; why: Reason[] };

/** A new client (`a`) who may be another one: somebody who is there, or another row of the file. */
export type Twin = {
  row: number;
  a: string;
  b: string;
  known?: Named | null;
  other_row?: number | null;
  why: Reason[];
};

export type ImportOutcome = {
  /** By which the rows left out are asked for; absent after a dry run. */
  id?: string | null;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Rows or cards that were not taken. */
  rejected: number;
  contacts_created: number;
  contacts_updated: number;
  columns: { name: string; field?: string | null }[];
  /** What the file says and nobody reads here. */
  left_out: string[];
  problems: ImportProblem[];
  duplicates: Twin[];
};

/** Reads a file of clients. A dry run changes nothing and says what would happen. */
export async function sendClients(file: File, dryRun: boolean): Promise<ImportOutcome> {
  const response = await send(`/v1/clients/import${queryText({ name: file.name, dry_run: dryRun })}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/octet-stream" },
    body: file,
  });
  return (await response.json()) as ImportOutcome;
}

export function useLook() {
  return useMutation({ mutationFn: (file: File) => sendClients(file, true) });
}

export function useTake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => sendClients(file, false),
    onSuccess: () => forgetClients(client),
  });
}

export const rejectsFile = (id: string) => `/v1/clients/imports/${encodeURIComponent(id)}/rejects`;

/** What came of taking a file back. */
export type TakenBack = {
  gone: number;
  restored: number;
  contacts_gone: number;
  /** How many things stay; the first of them are listed. */
  stays: number;
  staying: {
    client: string;
    /** What the client is called. */
    label: string;
    /** "client", "name", "kind", "owner", "attr.…" or "contact". */
    what: string;
    name?: string | null;
    why: "changed_since" | "said_since" | "merged";
  }[];
};

export type BroughtFile = {
  id: string;
  name: string;
  at: string;
  by: string;
  created: number;
  updated: number;
  rejected: number;
  can_be_undone: boolean;
  undone_at?: string | null;
  undone_by?: string | null;
  undone?: TakenBack | null;
};

/** The latest files that were brought in. */
export function useFiles() {
  return useQuery({
    queryKey: ["clients", "files"],
    queryFn: async ({ signal }) => (await http.get<{ items: BroughtFile[] }>("/v1/clients/imports", { signal })).items,
  });
}

export function useUndoFile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<TakenBack>(`/v1/clients/imports/${encodeURIComponent(id)}/undo`),
    onSuccess: () => forgetClients(client),
  });
}

type Page<T> = { items: T[]; next: string | null };

export function useDuplicates() {
  return useInfiniteQuery({
    queryKey: ["clients", "duplicates"],
    queryFn: ({ pageParam, signal }) => http.get<Page<Pair>>("/v1/duplicates", { query: { after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export type Merge = { id: string; keep: ClientRow; drop: ClientRow; at: string; by: string; undone_at?: string | null };

export function useMerges() {
  return useQuery({
    queryKey: ["clients", "merges"],
    queryFn: async ({ signal }) => (await http.get<{ items: Merge[] }>("/v1/merges", { signal })).items,
  });
}

export function useMergeClients() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pair: { keep: string; drop: string }) => http.post<Merge>("/v1/merges", pair),
    onSuccess: () => forgetClients(client),
  });
}

export function useUndoMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<Merge>(`/v1/merges/${encodeURIComponent(id)}/undo`),
    onSuccess: () => forgetClients(client),
  });
}

type Two = { a: string; b: string };

/** Somebody looked, and they are two. */
export function useTellApart() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pair: Two) => http.post<void>("/v1/duplicates/dismiss", pair),
    onSuccess: () => forgetClients(client),
  });
}

/** They may be one after all. */
export function useDoubtAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pair: Two) => http.post<void>("/v1/duplicates/restore", pair),
    onSuccess: () => forgetClients(client),
  });
}
