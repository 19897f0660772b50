import { queryOptions, useMutation } from "@tanstack/react-query";
import { api, bodyOf, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import { isProblem } from "../../../lib/problem";

export type Portal = Settled<Schemas["Portal"]>;
export type PortalExpectation = Settled<Schemas["PortalExpectation"]>;
export type PortalPromise = Settled<Schemas["PortalPromise"]>;
export type PortalChange = Settled<Schemas["PortalChange"]>;
export type NextItem = Settled<Schemas["PortalNextItem"]>;
export type Frequency = Schemas["PortalAsking"];
export type Answer = Schemas["PortalAnswerKind"];
export type ClientLink = Settled<Schemas["ClientLink"]>;
export type LinkRequest = Settled<Schemas["LinkRequest"]>;
/** Something that is different because the client spoke up, told on its page. */
export type ClientChange = Settled<Schemas["ChangeForClient"]>;
export type Proposal = Settled<Schemas["ChangeProposal"]>;
export type NewChange = Schemas["NewChangeForClient"];

export const portalQuery = (secret: string) =>
  queryOptions({
    queryKey: ["portal", secret],
    queryFn: ({ signal }): Promise<Portal> =>
      settledOf(api.GET("/v1/portal/{secret}", { params: { path: { secret } }, signal })),
    retry: false,
    staleTime: 60_000,
  });

/** What happens next, and who: a part of the page that is asked for by itself. */
export const nextQuery = (secret: string) =>
  queryOptions({
    queryKey: ["portal", secret, "next"],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/portal/{secret}/next", { params: { path: { secret } }, signal }))).items,
    retry: false,
    staleTime: 60_000,
  });

/** The link was taken back, or ran out, while the page stood open: read anew it says so and shows nothing more. */
const isGone = (error: unknown) => isProblem(error, "link_gone");

export function useAnswer(secret: string) {
  const renew = useAfterwards("portal");
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Schemas["PortalAnswer"]) =>
      bodyOf(api.POST("/v1/portal/{secret}/expectations/{id}", { params: { path: { secret, id } }, body })),
    onSuccess: renew,
    // Other words than those that were answered: they are there before anything is said of it.
    onError: (error) => (isProblem(error, "change_in_the_way") || isGone(error) ? renew() : undefined),
  });
}

export function useTellUs(secret: string) {
  const renew = useAfterwards("portal");
  return useMutation({
    mutationFn: (words: string) =>
      bodyOf(api.POST("/v1/portal/{secret}/new-expectations", { params: { path: { secret } }, body: { words } })),
    onSuccess: renew,
    onError: (error) => (isGone(error) ? renew() : undefined),
  });
}

export function useWish(secret: string) {
  const renew = useAfterwards("portal");
  return useMutation({
    mutationFn: (asking: Frequency) =>
      bodyOf(api.POST("/v1/portal/{secret}/wishes", { params: { path: { secret } }, body: { asking } })),
    onSuccess: renew,
    onError: (error) => (isGone(error) ? renew() : undefined),
  });
}

/** Asks for a new link. The answer says nothing of whether there ever was such a page. */
export function useAskForLink(secret: string) {
  return useMutation({
    mutationFn: () => bodyOf(api.POST("/v1/portal/{secret}/ask-for-link", { params: { path: { secret } } })),
  });
}

const ofClient = (id: string) => ({ params: { path: { id } } });

export const linksQuery = (client: string) =>
  queryOptions({
    queryKey: ["portal", "links", client],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/clients/{id}/links", { ...ofClient(client), signal }))).items,
  });

export const requestsQuery = (client: string) =>
  queryOptions({
    queryKey: ["portal", "requests", client],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/clients/{id}/link-requests", { ...ofClient(client), signal }))).items,
  });

export function useMakeLink(client: string) {
  return useMutation({
    mutationFn: (body: { expires_at: string; contact: string | null }) =>
      bodyOf(api.POST("/v1/clients/{id}/links", { ...ofClient(client), body })),
    onSuccess: useAfterwards("portal"),
    // The address is shown once and not kept in memory afterwards.
    gcTime: 0,
  });
}

export function useRevokeLink() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/client-links/{id}", ofClient(id))),
    onSettled: useAfterwards("portal"),
  });
}

/** They need no new link, or got one in another way. */
export function useSettleRequest() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/link-requests/{id}/settle", ofClient(id))),
    onSettled: useAfterwards("portal"),
  });
}

export const contactsQuery = (client: string) =>
  queryOptions({
    queryKey: ["clients", "contacts", client],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/clients/{id}/contacts", { ...ofClient(client), signal }))).items,
  });

export const changesQuery = (client: string) =>
  queryOptions({
    queryKey: ["portal", "changes", client],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/clients/{id}/changes", { ...ofClient(client), signal }))).items,
  });

/** What could be told to them; they see nothing of it before. */
export const proposalsQuery = (client: string) =>
  queryOptions({
    queryKey: ["portal", "proposals", client],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/clients/{id}/change-proposals", { ...ofClient(client), signal }))).items,
  });

export function useTellChange(client: string) {
  return useMutation({
    mutationFn: (body: NewChange) => bodyOf(api.POST("/v1/clients/{id}/changes", { ...ofClient(client), body })),
    onSuccess: useAfterwards("portal"),
  });
}

export function useTakeBackChange() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/client-changes/{id}", ofClient(id))),
    onSuccess: useAfterwards("portal"),
  });
}

/** It is not told to this client, or may be all the same. */
export function useLeaveUntold(client: string) {
  return useMutation({
    mutationFn: ({ finding, leave }: { finding: string; leave: boolean }) => {
      const params = { path: { id: client, finding } };
      return leave
        ? bodyOf(api.POST("/v1/clients/{id}/change-proposals/{finding}/leave", { params }))
        : bodyOf(api.POST("/v1/clients/{id}/change-proposals/{finding}/propose-again", { params }));
    },
    onSuccess: useAfterwards("portal"),
  });
}
