import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../lib/http";
import type { Advocacy, Blame, Cause, Client, Departure, EarnedGrowth, Kind, Rates } from "./contract";

type Page<T> = { items: T[]; next?: string | null };

export const advocacyQuery = (client?: string) =>
  queryOptions({
    queryKey: ["advocacy", "acts", client ?? ""],
    queryFn: ({ signal }) => http.get<Page<Advocacy>>("/v1/advocacy", { query: { client, limit: 100 }, signal }),
  });

export const departuresQuery = (client?: string) =>
  queryOptions({
    queryKey: ["advocacy", "departures", client ?? ""],
    queryFn: ({ signal }) => http.get<Page<Departure>>("/v1/departures", { query: { client, limit: 100 }, signal }),
  });

/** Of the last whole year. */
export const growthQuery = queryOptions({
  queryKey: ["advocacy", "growth"],
  queryFn: ({ signal }) => http.get<EarnedGrowth>("/v1/earned-growth", { signal }),
});

export const ratesQuery = queryOptions({
  queryKey: ["advocacy", "rates"],
  queryFn: ({ signal }) => http.get<Rates>("/v1/advocacy/rates", { signal }),
});

export const blameQuery = (text: string) =>
  queryOptions({
    queryKey: ["advocacy", "blame", text],
    queryFn: async ({ signal }) =>
      (await http.post<{ items: Blame[] }>("/v1/departures/wording", { text }, { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

function useRenew() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ["advocacy"] });
}

export type NewAdvocacy = {
  client: string;
  kind: Kind;
  at: string;
  words?: string | null;
  caused_by?: { kind: string; id: string } | null;
  new_client?: string | null;
  revenue_cents?: number | null;
};

export function useNoteAdvocacy() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (body: NewAdvocacy) => http.post<Advocacy>("/v1/advocacy", body),
    onSuccess: renew,
  });
}

export function useWithdrawAdvocacy() {
  const renew = useRenew();
  return useMutation({ mutationFn: (id: string) => http.delete<void>(`/v1/advocacy/${id}`), onSuccess: renew });
}

export function useRestoreAdvocacy() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (id: string) => http.post<Advocacy>(`/v1/advocacy/${id}/restore`),
    onSuccess: renew,
  });
}

export type NewDeparture = { client: string; at: string; causes: Cause[]; words?: string | null };

export function useNoteDeparture() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (body: NewDeparture) => http.post<Departure>("/v1/departures", body),
    onSuccess: renew,
  });
}

export function useWithdrawDeparture() {
  const renew = useRenew();
  return useMutation({ mutationFn: (id: string) => http.delete<void>(`/v1/departures/${id}`), onSuccess: renew });
}

export function useRestoreDeparture() {
  const renew = useRenew();
  return useMutation({ mutationFn: (id: string) => http.post<void>(`/v1/departures/${id}/restore`), onSuccess: renew });
}

type Gift = { plus_one: string; plus_one_words: string; at: string; held_out: boolean };

/** What this client got: any of it can have made it speak. */
export const giftsQuery = (client: string) =>
  queryOptions({
    queryKey: ["advocacy", "gifts", client],
    queryFn: async ({ signal }) =>
      (await http.get<{ gifts: Gift[] }>(`/v1/clients/${client}/plus-ones`, { signal })).gifts.filter(
        (it) => !it.held_out,
      ),
  });

type Entry = { kind: string; id: string; at: string; title: string };

/** The latest touches of this client. */
export const touchesQuery = (client: string) =>
  queryOptions({
    queryKey: ["advocacy", "touches", client],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ items: Entry[] }>(`/v1/clients/${client}/timeline`, { query: { limit: 60 }, signal })
      ).items.filter((it) => it.kind === "touch"),
  });

export function useClientsByName(q: string) {
  return useQuery({
    queryKey: ["advocacy", "find-client", q],
    queryFn: async ({ signal }) =>
      (await http.get<Page<Client>>("/v1/clients", { query: { q, limit: 8 }, signal })).items,
    enabled: q.length > 0,
  });
}

export const touchpointsQuery = queryOptions({
  queryKey: ["advocacy", "touchpoints"],
  queryFn: async ({ signal }) =>
    (await http.get<{ items: { id: string; key: string; label: string }[] }>("/v1/touchpoints", { signal })).items,
  staleTime: 60_000,
});

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ["clients", "name", id],
    queryFn: ({ signal }) => http.get<Client>(`/v1/clients/${id}`, { signal }),
  });
