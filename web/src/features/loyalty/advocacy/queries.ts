import { queryOptions, useMutation } from "@tanstack/react-query";
import { api, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import { http } from "../../../lib/http";

export type Client = Settled<Schemas["ClientName"]>;
export type Advocacy = Settled<Schemas["Advocacy"]>;
export type Kind = Schemas["AdvocacyKind"];
export type NewCause = Schemas["NewAdvocacyCause"];
export type Departure = Settled<Schemas["Departure"]>;
export type Cause = Schemas["DepartureCode"];

export const advocacyQuery = (client?: string) =>
  queryOptions({
    queryKey: ["advocacy", "acts", client ?? ""],
    queryFn: ({ signal }) =>
      settledOf(api.GET("/v1/advocacy", { params: { query: given({ client, limit: 100 }) }, signal })),
  });

export const departuresQuery = (client?: string) =>
  queryOptions({
    queryKey: ["advocacy", "departures", client ?? ""],
    queryFn: ({ signal }) =>
      settledOf(api.GET("/v1/departures", { params: { query: given({ client, limit: 100 }) }, signal })),
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
    mutationFn: (id: string) => http.post<Advocacy>(`/v1/advocacy/${id}/restore`),
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
    mutationFn: (id: string) => http.post<void>(`/v1/departures/${id}/restore`),
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
