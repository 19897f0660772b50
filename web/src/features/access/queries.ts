import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useMutationState,
  useQueryClient,
} from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, bodyOf, type Schemas } from "../../api/client";
import { enter, meQuery } from "../../app/queries";

export type Person = Schemas["Person"];
export type Invitation = Schemas["Invitation"];
export type Token = Schemas["Token"];
export type Session = Schemas["Session"];
/** The document can't say what `detail` holds: it differs by action. */
export type AuditEntry = Omit<Schemas["AuditEntry"], "detail"> & { detail: Record<string, unknown> };
type Me = Schemas["Me"];

// Coming in

/** Signs in whoever the answer names, then opens `to`. */
function useEnter() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (me: Me, to = "/cockpit") => {
    await enter(queryClient, me);
    router.history.push(to);
  };
}

export function useSetUp() {
  const open = useEnter();
  return useMutation({
    mutationFn: (body: Schemas["NewSetup"]) => bodyOf(api.POST("/v1/setup", { body })),
    onSuccess: (me) => open(me),
  });
}

export function useSignIn(back: string | undefined) {
  const open = useEnter();
  return useMutation({
    mutationFn: (body: Schemas["NewSession"]) => bodyOf(api.POST("/v1/session", { body })),
    onSuccess: (me) => open(me, back),
  });
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/v1/invitations/by-token/{token}", { params: { path: { token } }, signal })),
  });

export function useAcceptInvitation(token: string) {
  const open = useEnter();
  return useMutation({
    mutationFn: (body: Schemas["Acceptance"]) =>
      bodyOf(api.POST("/v1/invitations/by-token/{token}/accept", { params: { path: { token } }, body })),
    onSuccess: (me) => open(me),
  });
}

// People

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/people", { signal })),
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/invitations", { signal })),
});

const changePersonKey = ["change_person"];

export function useChangePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: changePersonKey,
    mutationFn: ({ id, ...body }: { id: string } & Schemas["PersonChange"]) =>
      bodyOf(api.PATCH("/v1/people/{id}", { params: { path: { id } }, body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
}

/** Whether this person is being changed at this moment. */
export function usePersonChanging(id: string): boolean {
  const running = useMutationState({
    filters: { mutationKey: changePersonKey, status: "pending" },
    select: (mutation) => (mutation.state.variables as { id: string } | undefined)?.id,
  });
  return running.includes(id);
}

export function useInvitePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["NewInvitation"]) => bodyOf(api.POST("/v1/invitations", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}

export function useRevokeInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/invitations/{id}", { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}

// Tokens

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/tokens", { signal })),
});

export function useCreateToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["NewToken"]) => bodyOf(api.POST("/v1/tokens", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
    // The secret is shown once and not kept in memory afterwards.
    gcTime: 0,
  });
}

export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/tokens/{id}", { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
}

// Audit

const auditPage = 50;

type AuditQuestion = { action?: string | undefined; before?: string | undefined; limit: number };

async function readAudit({ action, before, limit }: AuditQuestion, signal?: AbortSignal) {
  const query = { limit, ...(action ? { action } : {}), ...(before ? { before } : {}) };
  const { items, next } = await bodyOf(api.GET("/v1/audit", { params: { query }, ...(signal ? { signal } : {}) }));
  return { items: items as AuditEntry[], next };
}

export const auditQuery = (action: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["audit", action ?? "all"],
    queryFn: ({ signal, pageParam }) => readAudit({ before: pageParam, limit: auditPage, action }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** The whole log, for the file. */
export async function readWholeAudit(action: string | undefined): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  let before: string | undefined;
  do {
    const page = await readAudit({ before, limit: 500, action });
    all.push(...page.items);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return all;
}

// Settings

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/sessions", { signal })),
});

export function useRevokeSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/sessions/{id}", { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

export function useChangeMe() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["MyChange"]) => bodyOf(api.PATCH("/v1/me", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

export function useChangeOrganization() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["OrganizationChange"]) => bodyOf(api.PATCH("/v1/organization", { body })),
    // Days start elsewhere in another zone, so every number may change.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
