import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useMutationState,
  useQueryClient,
} from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type Me, meQuery, type Role } from "../../app/me";
import { enter } from "../../app/session";
import { http } from "../../lib/http";

export type Person = {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  last_seen_at: string | null;
};

export type Invitation = {
  id: string;
  email: string;
  role: Role;
  expires_at: string;
  /** Only in the answer to its making: the store keeps a hash. */
  link?: string | null;
};

export type Token = {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
};

export type Session = {
  id: string;
  created_at: string;
  last_seen_at: string;
  user_agent: string;
  ip: string;
  current: boolean;
};

export type AuditEntry = {
  id: string;
  at: string;
  actor: { kind: string; name: string };
  action: string;
  subject: { kind: string; id: string; label: string };
  detail: Record<string, unknown>;
};

type List<T> = { items: T[]; next?: string | null };

// Coming in

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => http.get<{ needed: boolean }>("/v1/setup", { signal }),
});

export type SetUp = {
  token: string;
  organization: string;
  time_zone: string;
  name: string;
  email: string;
  password: string;
  locale: string;
};

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
    mutationFn: (body: SetUp) => http.post<Me>("/v1/setup", body),
    onSuccess: (me) => open(me),
  });
}

export function useSignIn(back: string | undefined) {
  const open = useEnter();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => http.post<Me>("/v1/session", body),
    onSuccess: (me) => open(me, back),
  });
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      http.get<{ organization: string; email: string; role: Role; has_account: boolean }>(
        `/v1/invitations/by-token/${encodeURIComponent(token)}`,
        { signal },
      ),
  });

export function useAcceptInvitation(token: string) {
  const open = useEnter();
  return useMutation({
    mutationFn: (body: { name: string; password: string; locale: string }) =>
      http.post<Me>(`/v1/invitations/by-token/${encodeURIComponent(token)}/accept`, body),
    onSuccess: (me) => open(me),
  });
}

// People

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => http.get<List<Person>>("/v1/people", { signal }),
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: ({ signal }) => http.get<List<Invitation>>("/v1/invitations", { signal }),
});

const changePersonKey = ["change_person"];

export function useChangePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: changePersonKey,
    mutationFn: ({ id, ...change }: { id: string; role?: Role; active?: boolean }) =>
      http.patch<Person>(`/v1/people/${id}`, change),
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
    mutationFn: (body: { email: string; role: Role }) => http.post<Invitation>("/v1/invitations", body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}

export function useRevokeInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`/v1/invitations/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}

// Tokens

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => http.get<List<Token>>("/v1/tokens", { signal }),
});

export function useCreateToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; scopes: string[]; expires_at?: string }) =>
      http.post<Token & { secret: string }>("/v1/tokens", body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
    // The secret is shown once and not kept in memory afterwards.
    gcTime: 0,
  });
}

export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`/v1/tokens/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
}

// Audit

const auditPage = 50;

export const auditQuery = (action: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["audit", action ?? "all"],
    queryFn: ({ signal, pageParam }) =>
      http.get<List<AuditEntry>>("/v1/audit", { signal, query: { before: pageParam, limit: auditPage, action } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** The whole log, for the file. */
export async function readWholeAudit(action: string | undefined): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  let before: string | undefined;
  do {
    const page: List<AuditEntry> = await http.get("/v1/audit", { query: { before, limit: 500, action } });
    all.push(...page.items);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return all;
}

// Settings

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => http.get<List<Session>>("/v1/sessions", { signal }),
});

export function useRevokeSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`/v1/sessions/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

export function useChangeMe() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; locale?: string; password?: { current: string; new: string } }) =>
      http.patch<Me>("/v1/me", change),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

export function useChangeOrganization() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; time_zone?: string }) => http.patch("/v1/organization", change),
    // Days start elsewhere in another zone, so every number may change.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
