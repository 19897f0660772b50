import { infiniteQueryOptions, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../lib/http";
import type { Named, ReadPromise, ReadyPromise } from "../../../ui/promise/promise";
import type { Client, Conduct, OwnError, Promised } from "./contract";

export type PromiseFilter = {
  state?: string | undefined;
  who?: string | undefined;
  client?: string | undefined;
};

type Page<T> = { items: T[]; next?: string | null };

export const promisesQuery = (filter: PromiseFilter) =>
  infiniteQueryOptions({
    queryKey: ["promises", "list", filter],
    queryFn: ({ signal, pageParam }) =>
      http.get<Page<Promised>>("/v1/promises", { query: { ...filter, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const conductQuery = (client?: string) =>
  queryOptions({
    queryKey: ["promises", "conduct", client ?? ""],
    queryFn: ({ signal }) => http.get<Conduct>("/v1/promises/conduct", { query: { client }, signal }),
  });

const named = ({ id, key, name }: Client): Named => ({ id, name: name ?? key });

/** Reads a line; also for the pages of other nouns that compose the line. */
export function readPromise(text: string, client: string | undefined, signal?: AbortSignal): Promise<ReadPromise> {
  return http.post<ReadPromise>("/v1/promises/parse", { text, client: client ?? null }, signal ? { signal } : {});
}

export async function findClients(q: string, signal: AbortSignal): Promise<Named[]> {
  const page = await http.get<Page<{ id: string; key: string; name?: string | null }>>("/v1/clients", {
    query: { q, limit: 8 },
    signal,
  });
  return page.items.map(named);
}

export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await http.get<{ items: Named[] }>("/v1/colleagues", { signal })).items,
    staleTime: 60_000,
  });
}

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ["clients", "name", id],
    queryFn: ({ signal }) =>
      http.get<{ id: string; key: string; name?: string | null }>(`/v1/clients/${id}`, { signal }),
  });

function useRenew() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: ["trust"] });
    return queryClient.invalidateQueries({
      predicate: ({ queryKey: [first, second] }) => first === "promises" && second !== "line",
    });
  };
}

export function usePromise() {
  const renew = useRenew();
  return useMutation({
    mutationFn: ({ client, contact, words, who, due_at }: ReadyPromise) =>
      http.post<Promised>("/v1/promises", { client, contact, words, who, due_at }),
    onSuccess: renew,
  });
}

/** It was a slip of the finger: only of a promise to which nothing has happened yet. */
export function useUnmakePromise() {
  const renew = useRenew();
  return useMutation({ mutationFn: (id: string) => http.delete<void>(`/v1/promises/${id}`), onSuccess: renew });
}

export type Step =
  | { kind: "keep"; at: string; cause?: string }
  | { kind: "renegotiate"; due_at: string; why: string }
  | { kind: "break"; cause: string }
  | { kind: "reopen" };

export function useSettle() {
  const renew = useRenew();
  return useMutation({
    mutationFn: ({ id, step: { kind, ...body } }: { id: string; step: Step }) =>
      http.post<Promised>(`/v1/promises/${id}/${kind}`, body),
    onSuccess: renew,
  });
}

export const ownErrorsQuery = queryOptions({
  queryKey: ["promises", "own-errors"],
  queryFn: ({ signal }) => http.get<Page<OwnError>>("/v1/own-errors", { signal }),
});

export function useOwnError() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (body: {
      client: string;
      words: string;
      at: string;
      told_at: string | null;
      found_by: "us" | "client";
    }) => http.post<OwnError>("/v1/own-errors", body),
    onSuccess: renew,
  });
}

export function useChangeError() {
  const renew = useRenew();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; withdrawn?: boolean; told_at?: string | null }) =>
      http.patch<OwnError>(`/v1/own-errors/${id}`, body),
    onSuccess: renew,
  });
}
