import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client";
import { http, queryText } from "../../lib/http";
import type { Standing } from "../../ui/Sign";

export const KINDS = ["household", "company", "consumer"] as const;
export type Kind = (typeof KINDS)[number];

export type ClientRow = {
  id: string;
  key: string;
  name: string | null;
  kind: Kind;
  tier: { key: string; label: string } | null;
  owner: { id: string; name: string } | null;
  email: string | null;
  last_touch_at: string | null;
  standing?: Rung | null;
};

export type Client = ClientRow & {
  attributes: Record<string, string>;
  identities: { system: string; key: string }[];
  created_at: string;
  /** The client that stands for this one, where both were found to be the same. */
  merged_into?: string | null;
};

export type Filters = {
  q?: string | undefined;
  segment?: string | undefined;
  /** "tier=gold": all of them hold. */
  where?: readonly string[] | undefined;
  sort?: string | undefined;
};

type Page<T> = { items: T[]; next: string | null };

export const PAGE = 50;

/** What the server is asked: conditions as the document that segments are made of as well. */
function queryOf({ where, ...rest }: Filters) {
  if (!where || where.length === 0) return rest;
  const all = where.map((each) => {
    const at = each.indexOf("=");
    return { field: each.slice(0, at), op: "is", value: each.slice(at + 1) };
  });
  return { ...rest, filter: JSON.stringify({ all }) };
}

export function useClients(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ["clients", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<ClientRow>>("/v1/clients", {
        query: { ...queryOf(filters), after: pageParam, limit: PAGE },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useClient(id: string) {
  return useQuery({
    queryKey: ["clients", "one", id],
    queryFn: ({ signal }) => http.get<Client>(`/v1/clients/${encodeURIComponent(id)}`, { signal }),
  });
}

/** Where the list lies as a file. */
export const exportFile = (kind: "csv" | "xlsx", filters: Filters) =>
  `/v1/export/clients.${kind}${queryText(queryOf(filters))}`;

export type Rung = Standing | "ambassador";

/** Where the client stands by the ladder's rules: the same answer, with the same key, as its standing on the page. */
export function useStanding(id: string) {
  return useQuery({
    queryKey: ["ladder", "client", id],
    queryFn: ({ signal }) => http.get<{ rung: Rung }>(`/v1/clients/${encodeURIComponent(id)}/standing`, { signal }),
    select: ({ rung }) => rung,
  }).data;
}

export type NewClient = { name: string; key?: string; kind: Kind; owner?: string };

/** Lists, counts and pages of clients: what changes one may change where it stands in all. */
export function forgetClients(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ["clients"] });
}

export function useCreateClient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewClient) => http.post<Client>("/v1/clients", body),
    onSuccess: () => forgetClients(client),
  });
}

// Contacts

export type Wishes = {
  /** Channels by key. */
  unwanted_channels: string[];
  /** 1 Monday … 7 Sunday. */
  quiet_days: number[];
  /** "22:00" to "07:00" goes over midnight; in the contact's time zone. */
  quiet_hours: { from: string; to: string } | null;
  limit: { messages: number; days: number } | null;
  words: string | null;
};

export const noWishes: Wishes = {
  unwanted_channels: [],
  quiet_days: [],
  quiet_hours: null,
  limit: null,
  words: null,
};

export type ConsentStatus = "granted" | "denied" | "revoked";
/** One entry of the book of consents; none is ever changed. */
export type Consent = {
  no: number;
  purpose: string;
  status: ConsentStatus;
  at: string;
  source: string;
  evidence?: string | null;
  by: string;
};
/** What holds now for one purpose. */
export type ConsentNow = { purpose: string; status: ConsentStatus; at: string };
export type NewConsent = { purpose: string; status: ConsentStatus; at: string; source: string; evidence?: string };

export type Contact = {
  id: string;
  name: string;
  role: string | null;
  emails: string[];
  phones: string[];
  /** "1980-02-29", or "--02-29" without the year. */
  birthday: string | null;
  language: string | null;
  time_zone: string | null;
  wishes: Wishes;
  /** What holds now, one for each purpose. */
  consents: ConsentNow[];
};
export type ContactForm = Omit<Contact, "id" | "consents">;

export function useContacts(clientId: string) {
  return useQuery({
    queryKey: ["clients", "contacts", clientId],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Contact[] }>(`/v1/clients/${encodeURIComponent(clientId)}/contacts`, { signal })).items,
    // Wishes that nobody has are left out of the answer.
    select: (all) => all.map((one) => ({ ...one, wishes: { ...noWishes, ...one.wishes } })),
  });
}

export function useSaveContact(clientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, form }: { id: string | null; form: ContactForm }) =>
      id === null
        ? http.post<Contact>(`/v1/clients/${encodeURIComponent(clientId)}/contacts`, form)
        : http.patch<Contact>(`/v1/contacts/${encodeURIComponent(id)}`, form),
    onSuccess: () => forgetClients(client),
  });
}

export function useRemoveContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete<void>(`/v1/contacts/${encodeURIComponent(id)}`),
    onSuccess: () => forgetClients(client),
  });
}

export function useRestoreContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<Contact>(`/v1/contacts/${encodeURIComponent(id)}/restore`),
    onSuccess: () => forgetClients(client),
  });
}

/** Every word on consent that a contact ever gave, the latest first; asked for when somebody looks. */
export function useConsents(contactId: string, enabled: boolean) {
  return useQuery({
    queryKey: ["clients", "consents", contactId],
    enabled,
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Consent[] }>(`/v1/contacts/${encodeURIComponent(contactId)}/consents`, { signal }))
        .items,
    select: (all) => all.toSorted((a, b) => b.no - a.no),
  });
}

export function useRecordConsent(contactId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (consent: NewConsent) =>
      http.post<Consent>(`/v1/contacts/${encodeURIComponent(contactId)}/consents`, consent),
    onSuccess: () => forgetClients(client),
  });
}

// What others of this house know

export type Choice = { key: string; label: string };

export function useChannels() {
  return useQuery({
    queryKey: ["design", "channels"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/channels", { signal }))).items,
    select: (all): Choice[] => all.map(({ key, label }) => ({ key, label })),
  });
}

export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
    select: (all): Choice[] => all.map(({ id, name }) => ({ key: id, label: name })),
  });
}

// Segments

/** `filter` is a document of conditions; see segments/tree.ts. */
export type Segment = { id: string; name: string; filter: unknown; clients: number };

export type FieldKind = "text" | "number" | "date" | "choice";

/** Something that may be asked of clients. */
export type Field = {
  key: string;
  label?: string | null;
  kind: FieldKind;
  ops: string[];
  values: { value: string; label?: string | null }[];
};

export function useFields() {
  return useQuery({
    queryKey: ["clients", "fields"],
    queryFn: async ({ signal }) => (await http.get<{ items: Field[] }>("/v1/segment-fields", { signal })).items,
  });
}

export function useSegments() {
  return useQuery({
    queryKey: ["clients", "segments"],
    queryFn: async ({ signal }) => (await http.get<{ items: Segment[] }>("/v1/segments", { signal })).items,
  });
}

// Attributes

export const ATTRIBUTE_KINDS = ["text", "number", "date", "choice", "yes_no"] as const;
export type AttributeKind = (typeof ATTRIBUTE_KINDS)[number];

export type AttributeDefinition = {
  key: string;
  label: string;
  kind: AttributeKind;
  choices: string[];
  /** What the client has of our knowing it. */
  benefit_to_client: string;
  last_used_for_client_at?: string | null;
  /** How often it was used for a client. */
  uses: number;
};

export function useAttributes() {
  return useQuery({
    queryKey: ["clients", "attributes"],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: AttributeDefinition[] }>("/v1/attributes", { signal })).items,
  });
}

export type AttributeForm = Omit<AttributeDefinition, "last_used_for_client_at" | "uses">;

export function useSaveAttribute() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ isNew, form }: { isNew: boolean; form: AttributeForm }) => {
      const { key, kind: _, ...rest } = form;
      return isNew
        ? http.post<AttributeDefinition>("/v1/attributes", form)
        : http.patch<AttributeDefinition>(`/v1/attributes/${encodeURIComponent(key)}`, rest);
    },
    onSuccess: () => forgetClients(client),
  });
}

export type ClientChange = {
  name?: string | null;
  kind?: Kind;
  owner?: string | null;
  /** An empty value says that it is no longer known. */
  attributes?: Record<string, string>;
};

export function useChangeClient(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ClientChange) => http.patch<Client>(`/v1/clients/${encodeURIComponent(id)}`, change),
    onSuccess: () => forgetClients(client),
  });
}

export type AttributeUse = { client: { id: string }; at: string; how: string; by: string };

/** When each of these attributes was last used for one client, as far as the latest uses tell. */
export function useLastUses(clientId: string, definitions: readonly AttributeDefinition[]) {
  const used = definitions.filter(({ uses }) => uses > 0);
  return useQueries({
    queries: used.map(({ key }) => ({
      queryKey: ["clients", "uses", key],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await http.get<{ items: AttributeUse[] }>(`/v1/attributes/${encodeURIComponent(key)}/uses`, { signal })).items,
    })),
    combine: (answers) => {
      const last: Record<string, { at: string | null; how: string | null; sure: boolean }> = {};
      for (const [at, { key, uses }] of used.entries()) {
        const items = answers[at]?.data;
        if (!items) continue;
        const mine = items.find(({ client }) => client.id === clientId);
        last[key] = { at: mine?.at ?? null, how: mine?.how ?? null, sure: items.length >= uses };
      }
      return last;
    },
  });
}

/** Notes that something known of a client was used for them. */
export function useUseAttribute(clientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, how }: { key: string; how: string }) =>
      http.post<AttributeDefinition>(`/v1/attributes/${encodeURIComponent(key)}/uses`, { client: clientId, how }),
    onSuccess: () => forgetClients(client),
  });
}

// Timeline

export type TimelineView = "client" | "full";

/** One thing that happened, or is waited for. */
export type Happening = {
  id: string;
  at: string;
  kind: string;
  /** What it is about: a touchpoint, a kind of event, the words of a promise. */
  title: string;
  /** What became of it: "kept", "confirmed", "held_out". */
  became?: string | null;
  /** For our own eyes: a note. */
  detail?: string | null;
  /** What the client said. */
  words?: string | null;
  seen_by_client: boolean;
  /** Of a touch: whether it came from the client. */
  from_client?: boolean | null;
  /** How it was felt against expectation, −3 to 3; `null`: nobody knows. */
  perception?: number | null;
  /** Since when the client waits, by when an answer was owed, and when it came. */
  awaited?: { since: string; until: string; answered_at?: string | null } | null;
};

export function useTimeline(clientId: string, view: TimelineView, limit: number) {
  return useInfiniteQuery({
    queryKey: ["clients", "timeline", clientId, view, limit],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Happening>>(`/v1/clients/${encodeURIComponent(clientId)}/timeline`, {
        query: { view, before: pageParam, limit },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
