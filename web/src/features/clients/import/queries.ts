import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { queryText, send } from "../../../lib/http";
import { forgetClients } from "../queries";

export type ImportProblem = Settled<Schemas["ClientProblem"]>;
export type Reason = Settled<Schemas["LikenessReason"]>;
export type Pair = Settled<Schemas["DuplicatePair"]>;
/** A new client (`a`) who may be another one: somebody who is there, or another row of the file. */
export type Twin = Settled<Schemas["ClientDuplicate"]>;
/** Its `id`, by which the rows left out are asked for, is unknown after a dry run. */
export type ImportOutcome = Settled<Schemas["ClientImport"]>;
export type Merge = Settled<Schemas["ClientMerge"]>;

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
    onSuccess: () => client.invalidateQueries(),
  });
}

export const rejectsFile = (id: string) => `/v1/clients/imports/${encodeURIComponent(id)}/rejects`;

/** What came of taking a file back. */
export type TakenBack = Schemas["UndoneClientImport"];

export type BroughtFile = Schemas["ListedClientImport"];

/** The latest files that were brought in. */
export function useFiles() {
  return useQuery({
    queryKey: ["clients", "files"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/clients/imports", { signal }))).items,
  });
}

export function useUndoFile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/clients/imports/{id}/undo", { params: { path: { id } } })),
    onSuccess: () => forgetClients(client),
  });
}

export function useDuplicates() {
  return useInfiniteQuery({
    queryKey: ["clients", "duplicates"],
    queryFn: ({ pageParam, signal }) =>
      settledOf(api.GET("/v1/duplicates", { params: { query: given({ after: pageParam }) }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useMerges() {
  return useQuery({
    queryKey: ["clients", "merges"],
    queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/merges", { signal }))).items,
  });
}

/** Everything that was ever noted of two clients is noted of one now: nothing on the screen is sure to stand. */
export function useMergeClients() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["NewMerge"]) => settledOf(api.POST("/v1/merges", { body })),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useUndoMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => settledOf(api.POST("/v1/merges/{id}/undo", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(),
  });
}

function useForgetDuplicates() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["clients", "duplicates"] });
}

/** Somebody looked, and they are two. */
export function useTellApart() {
  return useMutation({
    mutationFn: (body: Schemas["ClientPair"]) => settledOf(api.POST("/v1/duplicates/dismiss", { body })),
    onSuccess: useForgetDuplicates(),
  });
}

/** They may be one after all. */
export function useDoubtAgain() {
  return useMutation({
    mutationFn: (body: Schemas["ClientPair"]) => settledOf(api.POST("/v1/duplicates/restore", { body })),
    onSuccess: useForgetDuplicates(),
  });
}
