import { infiniteQueryOptions, queryOptions, useMutation } from "@tanstack/react-query";
import { api, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";

export type Client = Settled<Schemas["ClientName"]>;
export type Advocacy = Settled<Schemas["Advocacy"]>;
export type Kind = Schemas["AdvocacyKind"];
export type NewCause = Schemas["NewAdvocacyCause"];
export type Departure = Settled<Schemas["Departure"]>;
export type Cause = Schemas["DepartureCode"];

/** Rows that are drawn at once. */
const PAGE = 50;

export const advocacyQuery = (client?: string) =>
  infiniteQueryOptions({
    queryKey: ["advocacy", "acts", client ?? ""],
    queryFn: ({ signal, pageParam }) =>
      settledOf(
        api.GET("/v1/advocacy", { params: { query: given({ client, limit: PAGE, after: pageParam }) }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const departuresQuery = (client?: string) =>
  infiniteQueryOptions({
    queryKey: ["advocacy", "departures", client ?? ""],
    queryFn: ({ signal, pageParam }) =>
      settledOf(
        api.GET("/v1/departures", { params: { query: given({ client, limit: PAGE, after: pageParam }) }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** How many there are in all, however many of them are drawn. */
export const countsQuery = queryOptions({
  queryKey: ["advocacy", "counts"],
  queryFn: ({ signal }) => settledOf(api.GET("/v1/advocacy/counts", { signal })),
});

/** Of the last whole year. */
export const growthQuery = queryOptions({
  queryKey: ["advocacy", "growth"],
  queryFn: ({ signal }) => settledOf(api.GET("/v1/earned-growth", { signal })),
});

/** Over the last twelve months. */
export const ratesQuery = queryOptions({
  queryKey: ["advocacy", "rates"],
  queryFn: ({ signal }) => settledOf(api.GET("/v1/advocacy/rates", { signal })),
});

/** Words that lay it on the client. */
export const blameQuery = (text: string) =>
  queryOptions({
    queryKey: ["advocacy", "blame", text],
    queryFn: async ({ signal }) =>
      (await settledOf(api.POST("/v1/departures/wording", { body: { text }, signal }))).items,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export function useNoteAdvocacy() {
  return useMutation({
    mutationFn: (body: Schemas["NewAdvocacy"]) => settledOf(api.POST("/v1/advocacy", { body })),
    onSuccess: useAfterwards("advocacy"),
  });
}

export function useWithdrawAdvocacy() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.DELETE("/v1/advocacy/{id}", { params: { path: { id } } })),
    onSuccess: useAfterwards("advocacy"),
  });
}

export function useRestoreAdvocacy() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.POST("/v1/advocacy/{id}/restore", { params: { path: { id } } })),
    onSuccess: useAfterwards("advocacy"),
  });
}

export function useNoteDeparture() {
  return useMutation({
    mutationFn: (body: Schemas["NewDeparture"]) => settledOf(api.POST("/v1/departures", { body })),
    onSuccess: useAfterwards("advocacy"),
  });
}

export function useWithdrawDeparture() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.DELETE("/v1/departures/{id}", { params: { path: { id } } })),
    onSuccess: useAfterwards("advocacy"),
  });
}

export function useRestoreDeparture() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.POST("/v1/departures/{id}/restore", { params: { path: { id } } })),
    onSuccess: useAfterwards("advocacy"),
  });
}

/** What this client got: any of it can have made it speak. */
export const giftsQuery = (client: string) =>
  queryOptions({
    queryKey: ["plus-ones", "causes", client],
    queryFn: async ({ signal }) =>
      (
        await settledOf(api.GET("/v1/clients/{id}/plus-ones", { params: { path: { id: client } }, signal }))
      ).gifts.filter((it) => !it.held_out),
  });

/** The latest touches of this client. */
export const touchesQuery = (client: string) =>
  queryOptions({
    queryKey: ["clients", "timeline", client, "touches"],
    queryFn: async ({ signal }) =>
      (
        await settledOf(
          api.GET("/v1/clients/{id}/timeline", { params: { path: { id: client }, query: { limit: 60 } }, signal }),
        )
      ).items.filter((it) => it.kind === "touch"),
  });
