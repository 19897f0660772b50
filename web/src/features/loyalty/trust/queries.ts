import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../lib/http";
import type { FirmTrust, Part, Pulse, Signal, Trust } from "./contract";

export const trustQuery = (client: string) =>
  queryOptions({
    queryKey: ["trust", "client", client],
    queryFn: ({ signal }) => http.get<Trust>(`/v1/clients/${client}/trust`, { signal }),
  });

export const firmTrustQuery = queryOptions({
  queryKey: ["trust", "firm"],
  queryFn: ({ signal }) => http.get<FirmTrust>("/v1/trust", { signal }),
});

export const pulseQuery = (locale: string) =>
  queryOptions({
    queryKey: ["trust", "pulse", locale],
    queryFn: ({ signal }) => http.get<Pulse>("/v1/pulse", { query: { locale }, signal }),
  });

function useRenew() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ["trust"] });
}

export type NewSignal = { part: Part; polarity: 1 | -1; words: string; source: "behaviour" | "said"; at?: string };

export function useNoteSignal(client: string) {
  const renew = useRenew();
  return useMutation({
    mutationFn: (body: NewSignal) => http.post<Signal>(`/v1/clients/${client}/trust/signals`, body),
    onSuccess: renew,
  });
}

export function useWithdrawSignal() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (id: string) => http.delete<void>(`/v1/trust-signals/${id}`),
    onSuccess: renew,
  });
}

export function useRestoreSignal() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (id: string) => http.post<Signal>(`/v1/trust-signals/${id}/restore`),
    onSuccess: renew,
  });
}

type Contact = { id: string; name: string };

/** Who can have answered the pulse. */
export const contactsQuery = (client: string) =>
  queryOptions({
    queryKey: ["trust", "contacts", client],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Contact[] }>(`/v1/clients/${client}/contacts`, { signal })).items,
  });

export function useAnswerPulse() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (body: { client: string; contact?: string | null; answers: { item: string; score: number }[] }) =>
      http.post<{ id: string }>("/v1/pulses/answers", body),
    onSuccess: renew,
  });
}

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ["clients", "name", id],
    queryFn: ({ signal }) =>
      http.get<{ id: string; key: string; name?: string | null }>(`/v1/clients/${id}`, { signal }),
  });
