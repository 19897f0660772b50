import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../lib/http";
import type { Answer, ClientLink, Frequency, Portal } from "./contract";

export const portalQuery = (secret: string) =>
  queryOptions({
    queryKey: ["portal", secret],
    queryFn: ({ signal }) => http.get<Portal>(`/v1/portal/${secret}`, { signal }),
    retry: false,
    staleTime: 60_000,
  });

function useRenewed(secret: string) {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: portalQuery(secret).queryKey });
}

export function useAnswer(secret: string) {
  const onSuccess = useRenewed(secret);
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; answer: Answer; words?: string }) =>
      http.post<void>(`/v1/portal/${secret}/expectations/${id}`, body),
    onSuccess,
  });
}

export function useTellUs(secret: string) {
  const onSuccess = useRenewed(secret);
  return useMutation({
    mutationFn: (words: string) => http.post<void>(`/v1/portal/${secret}/new-expectations`, { words }),
    onSuccess,
  });
}

export function useWish(secret: string) {
  const onSuccess = useRenewed(secret);
  return useMutation({
    mutationFn: (frequency: Frequency) => http.post<void>(`/v1/portal/${secret}/wishes`, { frequency }),
    onSuccess,
  });
}

export const linksQuery = (client: string) =>
  queryOptions({
    queryKey: ["portal", "links", client],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: ClientLink[] }>(`/v1/clients/${client}/links`, { signal })).items,
  });

export function useMakeLink(client: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { expires_at: string; contact: string | null }) =>
      http.post<ClientLink & { address: string }>(`/v1/clients/${client}/links`, body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: linksQuery(client).queryKey }),
    // The address is shown once and not kept in memory afterwards.
    gcTime: 0,
  });
}

export function useRevokeLink(client: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete<void>(`/v1/clients/${client}/links/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: linksQuery(client).queryKey }),
  });
}

export const contactsQuery = (client: string) =>
  queryOptions({
    queryKey: ["clients", "contacts", client],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: { id: string; name: string }[] }>(`/v1/clients/${client}/contacts`, { signal })).items,
  });
