import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../lib/http";
import type { Calibration, GapRow, Ladder, OkTrap, Rules, Standing } from "./contract";

export type Unit = "month" | "quarter" | "year";

export const ladderQuery = (unit: Unit, where?: string) =>
  queryOptions({
    queryKey: ["ladder", "whole", unit, where ?? ""],
    queryFn: ({ signal }) => http.get<Ladder>("/v1/ladder", { query: { unit, where }, signal }),
    placeholderData: keepPreviousData,
  });

export const calibrationQuery = (where?: string) =>
  queryOptions({
    queryKey: ["ladder", "calibration", where ?? ""],
    queryFn: ({ signal }) => http.get<Calibration>("/v1/ladder/calibration", { query: { where }, signal }),
    placeholderData: keepPreviousData,
  });

export const trapQuery = queryOptions({
  queryKey: ["ladder", "trap"],
  queryFn: ({ signal }) => http.get<OkTrap>("/v1/ladder/ok-trap", { query: { limit: 200 }, signal }),
});

export const gapsQuery = queryOptions({
  queryKey: ["ladder", "gaps"],
  queryFn: async ({ signal }) => (await http.get<{ items: GapRow[] }>("/v1/ladder/gaps", { signal })).items,
});

export const attributesQuery = queryOptions({
  queryKey: ["ladder", "attributes"],
  queryFn: ({ signal }) =>
    http.get<{ attributes: { key: string; label: string; values: { code: string; label: string }[] }[] }>(
      "/v1/dimensions",
      { signal },
    ),
});

export const standingQuery = (client: string) =>
  queryOptions({
    queryKey: ["ladder", "client", client],
    queryFn: ({ signal }) => http.get<Standing>(`/v1/clients/${client}/standing`, { signal }),
    // It follows from what clients say on their own page and from what other parts of the page note: never from memory.
    staleTime: 0,
  });

export type Supposed = { met: { expectation: string; delta: number }[]; plus_one: boolean };

/** A question: nothing is kept. */
export const whatIfQuery = (client: string, supposed: Supposed) =>
  queryOptions({
    queryKey: ["ladder", "client", client, "what-if", supposed],
    queryFn: ({ signal }) => http.post<Standing>(`/v1/clients/${client}/standing/what-if`, supposed, { signal }),
    placeholderData: keepPreviousData,
  });

export function useSetRules() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (rules: Omit<Rules, "basis">) => http.put<Rules>("/v1/ladder/rules", rules),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["ladder"] }),
  });
}

export function useAddReading() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ expectation, ...body }: { expectation: string; delta: number; words?: string }) =>
      http.post<{ id: number }>(`/v1/expectations/${expectation}/readings`, body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["ladder"] }),
  });
}

export function useWithdrawReading() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => http.delete<void>(`/v1/readings/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["ladder"] }),
  });
}
