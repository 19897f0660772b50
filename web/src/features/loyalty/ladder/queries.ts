import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http, queryText } from "../../../lib/http";
import type { Calibration, GapRow, Ladder, OkTrap, Rules, Standing } from "./contract";

export type Unit = "month" | "quarter" | "year";

/** Whose standing: the clients of a segment, of a tier, with a value of an attribute; nothing: everybody. */
export type Whom = { where?: string; segment?: string; tier?: string };

export const ladderQuery = (unit: Unit, whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "whole", unit, whom],
    queryFn: ({ signal }) => http.get<Ladder>("/v1/ladder", { query: { unit, ...whom }, signal }),
    placeholderData: keepPreviousData,
  });

export const calibrationQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "calibration", whom],
    queryFn: ({ signal }) => http.get<Calibration>("/v1/ladder/calibration", { query: whom, signal }),
    placeholderData: keepPreviousData,
  });

export const trapQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "trap", whom],
    queryFn: ({ signal }) => http.get<OkTrap>("/v1/ladder/ok-trap", { query: { limit: 200, ...whom }, signal }),
    placeholderData: keepPreviousData,
  });

export const gapsQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "gaps", whom],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: GapRow[] }>("/v1/ladder/gaps", { query: whom, signal })).items,
    placeholderData: keepPreviousData,
  });

type Named = { items: { id: string; name: string }[] };
type Tiers = { items: { key: string; label: string }[] };

/** Saved filters and tiers by which the page can be narrowed. */
export const groupsQuery = queryOptions({
  queryKey: ["ladder", "groups"],
  queryFn: async ({ signal }) => {
    const [segments, tiers] = await Promise.all([
      http.get<Named>("/v1/segments", { signal }),
      http.get<Tiers>("/v1/tiers", { signal }),
    ]);
    return { segments: segments.items, tiers: tiers.items };
  },
});

/** The same as on the page, as a file made by the server. */
export const fileOf = (name: "ladder" | "ok-trap" | "expectation-gaps", whom: Whom, unit?: Unit) =>
  `/v1/export/${name}.csv${queryText({ ...(unit ? { unit } : {}), ...whom })}`;

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
