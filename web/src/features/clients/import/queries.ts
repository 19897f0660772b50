import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http, queryText, send } from "../../../lib/http";
import { type ClientRow, forgetClients } from "../queries";

export type ImportProblem = {
  /** As the file counts, 1 is its first row. */
  row: number;
  column: string;
  value: string;
  message: string;
  /** The row came in without this cell; otherwise the whole row was left out. */
  kept: boolean;
};

export type Reason = { kind: string; what: string };
export type Pair = { a: ClientRow; b: ClientRow; score: number; why: Reason[] };

export type ImportOutcome = {
  /** Absent after a dry run. */
  id: string | null;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  columns: { name: string; field: string | null }[];
  problems: ImportProblem[];
  duplicates: { a: string; b: string; score: number; why: Reason[] }[];
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

type Page<T> = { items: T[]; next: string | null };

export function useDuplicates() {
  return useInfiniteQuery({
    queryKey: ["clients", "duplicates"],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Pair>>("/v1/duplicates", { query: { after: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export type Merge = { id: string; keep: ClientRow; drop: ClientRow; at: string; by: string; undone_at: string | null };

export function useMerges() {
  return useQuery({
    queryKey: ["clients", "merges"],
    queryFn: async ({ signal }) => (await http.get<{ items: Merge[] }>("/v1/merges", { signal })).items,
  });
}

export function useMergeClients() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pair: { keep: string; drop: string }) => http.post<{ id: string }>("/v1/merges", { body: pair }),
    onSuccess: () => forgetClients(client),
  });
}

export function useUndoMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<void>(`/v1/merges/${encodeURIComponent(id)}/undo`),
    onSuccess: () => forgetClients(client),
  });
}

/** Somebody looked, and they are two. */
export function useTellApart() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pair: { a: string; b: string }) => http.post<void>("/v1/duplicates/dismiss", { body: pair }),
    onSuccess: () => forgetClients(client),
  });
}
