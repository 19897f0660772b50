import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../lib/http";
import type {
  ClientIceberg,
  Discovery,
  Expectation,
  FirmIceberg,
  Flag,
  Level,
  NewExpectation,
  Question,
  Statement,
} from "./contract";

export type LedgerFilter = {
  status?: string | undefined;
  depth?: string | undefined;
  level?: string | undefined;
};

export const clientIcebergQuery = (client: string) =>
  queryOptions({
    queryKey: ["expectations", "iceberg", client],
    queryFn: ({ signal }) => http.get<ClientIceberg>(`/v1/clients/${client}/iceberg`, { signal }),
  });

export const firmIcebergQuery = queryOptions({
  queryKey: ["expectations", "iceberg"],
  queryFn: ({ signal }) => http.get<FirmIceberg>("/v1/iceberg", { signal }),
});

type Page = { items: Expectation[]; next?: string | null };

export const ledgerQuery = (filter: LedgerFilter) =>
  infiniteQueryOptions({
    queryKey: ["expectations", "ledger", filter],
    queryFn: ({ signal, pageParam }) =>
      http.get<Page>("/v1/expectations", { query: { ...filter, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const dueQuery = queryOptions({
  queryKey: ["expectations", "due"],
  queryFn: ({ signal }) => http.get<Page>("/v1/expectations/due", { query: { limit: 50 }, signal }),
});

/** Everything that shows an expectation looks again. */
function useRenew() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ["expectations"] });
}

export function useNoteExpectation() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (body: NewExpectation) => http.post<Expectation>("/v1/expectations", body),
    onSuccess: renew,
  });
}

export type ExpectationChange = {
  words?: string;
  level?: Level;
  depth?: number;
  theme?: string | null;
  weight?: number;
  half_life_days?: number;
  status?: Expectation["status"];
  contact?: string | null;
};

export function useChangeExpectation() {
  const renew = useRenew();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & ExpectationChange) =>
      http.patch<Expectation>(`/v1/expectations/${id}`, body),
    onSuccess: renew,
  });
}

export function useConfirmExpectation() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (id: string) => http.post<Expectation>(`/v1/expectations/${id}/confirm`, {}),
    onSuccess: renew,
  });
}

export function useRetireExpectation() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (id: string) => http.post<Expectation>(`/v1/expectations/${id}/retire`, {}),
    onSuccess: renew,
  });
}

export const discoveriesQuery = (client: string) =>
  queryOptions({
    queryKey: ["expectations", "discoveries", client],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Discovery[] }>(`/v1/clients/${client}/discoveries`, { signal })).items,
  });

export const discoveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["expectations", "discovery", id],
    queryFn: ({ signal }) => http.get<Discovery>(`/v1/discoveries/${id}`, { signal }),
  });

export function useStartDiscovery(client: string) {
  const renew = useRenew();
  return useMutation({
    mutationFn: (contact: string | null) => http.post<Discovery>(`/v1/clients/${client}/discoveries`, { contact }),
    onSuccess: renew,
  });
}

export type NewStatement = Pick<Statement, "words" | "level" | "depth" | "theme"> & { id?: string };

export function useChangeDiscovery(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { questions?: string[]; statements?: NewStatement[] }) =>
      http.patch<Discovery>(`/v1/discoveries/${id}`, body),
    onSuccess: (discovery) => queryClient.setQueryData(discoveryQuery(id).queryKey, discovery),
  });
}

export function usePlayBack(id: string) {
  const renew = useRenew();
  return useMutation({
    mutationFn: () => http.post<{ address: string; expires_at: string }>(`/v1/discoveries/${id}/play-back`, {}),
    onSuccess: renew,
    // The address is shown once and not kept in memory afterwards.
    gcTime: 0,
  });
}

export const questionsQuery = (locale: string) =>
  queryOptions({
    queryKey: ["expectations", "questions", locale],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Question[] }>("/v1/discovery-questions", { query: { locale }, signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const wordingQuery = (text: string, locale: string) =>
  queryOptions({
    queryKey: ["expectations", "wording", locale, text],
    queryFn: async ({ signal }) =>
      (await http.post<{ items: Flag[] }>("/v1/wording", { text, locale }, { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** A client and its contacts, to be named and chosen from. */
export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ["clients", "detail", id],
    queryFn: ({ signal }) =>
      http.get<{ id: string; key: string; name: string | null }>(`/v1/clients/${id}`, { signal }),
  });

export const contactsQuery = (client: string) =>
  queryOptions({
    queryKey: ["clients", "contacts", client],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ items: { id: string; name: string; role?: string | null }[] }>(
          `/v1/clients/${client}/contacts`,
          { signal },
        )
      ).items,
  });
