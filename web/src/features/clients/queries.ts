import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, bodyOf, given, type Schemas, type Settled, settledOf } from "../../api/client";
import { renewAfter } from "../../app/afterwards";
import { clientQuery, contactsQuery, type Client as WholeClient } from "../../app/clients/queries";
import { queryText } from "../../lib/http";

export type Kind = Schemas["ClientKind"];
export const KINDS = ["household", "company", "consumer"] as const satisfies Kind[];

export type Client = WholeClient;
export type ClientRow = Settled<Schemas["ListedClient"]>;

export type Sort = "name" | "last_touch" | "silence";

export type Filters = {
  q?: string | undefined;
  segment?: string | undefined;
  /** "tier=gold": all of them hold. */
  where?: readonly string[] | undefined;
  sort?: Sort | undefined;
};

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
      settledOf(
        api.GET("/v1/clients", {
          params: { query: given({ ...queryOf(filters), after: pageParam, limit: PAGE }) },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useClient(id: string) {
  return useQuery(clientQuery(id));
}

/** Where the list lies as a file. */
export const exportFile = (kind: "csv" | "xlsx", filters: Filters) =>
  `/v1/export/clients.${kind}${queryText(queryOf(filters))}`;

export type Rung = Schemas["Rung"];

/** Where the client stands by the ladder's rules: the same answer, with the same key, as its standing on the page. */
export function useStanding(id: string) {
  return useQuery({
    queryKey: ["ladder", "client", id],
    queryFn: ({ signal }) => settledOf(api.GET("/v1/clients/{id}/standing", { params: { path: { id } }, signal })),
    select: ({ rung }) => rung,
  }).data;
}

/** Lists, counts and pages of clients: what changes one may change where it stands in all, and what it is called. */
export function forgetClients(client: QueryClient): Promise<void> {
  return renewAfter(client, "client");
}

export function useCreateClient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["NewClient"]) => settledOf(api.POST("/v1/clients", { body })),
    onSuccess: () => forgetClients(client),
  });
}

// Contacts

/** Quiet days: 1 Monday … 7 Sunday. Quiet hours: "22:00" to "07:00" goes over midnight, in the contact's time zone. */
export type Wishes = Settled<Schemas["ContactWishes"]>;

export const noWishes: Wishes = {
  unwanted_channels: [],
  quiet_days: [],
  quiet_hours: null,
  limit: null,
  words: null,
};

export type ConsentStatus = Schemas["ConsentStatus"];
export type Contact = Settled<Schemas["Contact"]>;
export type ContactForm = Omit<Settled<Schemas["NewContact"]>, "wishes"> & { wishes: Wishes };

export function useContacts(clientId: string) {
  return useQuery(contactsQuery(clientId));
}

export function useSaveContact(clientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, form: body }: { id: string | null; form: ContactForm }) =>
      id === null
        ? settledOf(api.POST("/v1/clients/{id}/contacts", { params: { path: { id: clientId } }, body }))
        : settledOf(api.PATCH("/v1/contacts/{id}", { params: { path: { id } }, body })),
    onSuccess: () => forgetClients(client),
  });
}

export function useRemoveContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => settledOf(api.DELETE("/v1/contacts/{id}", { params: { path: { id } } })),
    onSuccess: () => forgetClients(client),
  });
}

export function useRestoreContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => settledOf(api.POST("/v1/contacts/{id}/restore", { params: { path: { id } } })),
    onSuccess: () => forgetClients(client),
  });
}

/** Every word on consent that a contact ever gave, the latest first; asked for when somebody looks. */
export function useConsents(contactId: string, enabled: boolean) {
  return useQuery({
    queryKey: ["clients", "consents", contactId],
    enabled,
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/contacts/{id}/consents", { params: { path: { id: contactId } }, signal }))).items,
    select: (all) => all.toSorted((a, b) => b.no - a.no),
  });
}

/** One more entry of the book of consents; none is ever changed. */
export function useRecordConsent(contactId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["NewConsent"]) =>
      settledOf(api.POST("/v1/contacts/{id}/consents", { params: { path: { id: contactId } }, body })),
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
export type Segment = Omit<Settled<Schemas["ClientSegment"]>, "filter"> & { filter: unknown };

export type FieldKind = Schemas["FilterFieldKind"];

/** Something that may be asked of clients. */
export type Field = Settled<Schemas["FilterField"]>;

export function useFields() {
  return useQuery({
    queryKey: ["clients", "fields"],
    queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/segment-fields", { signal }))).items,
  });
}

export function useSegments() {
  return useQuery({
    queryKey: ["clients", "segments"],
    queryFn: async ({ signal }): Promise<Segment[]> => (await settledOf(api.GET("/v1/segments", { signal }))).items,
  });
}

// Attributes

export type AttributeKind = Schemas["AttributeKind"];
export const ATTRIBUTE_KINDS = ["text", "number", "date", "choice", "yes_no"] as const satisfies AttributeKind[];

export type AttributeDefinition = Settled<Schemas["Attribute"]>;

export function useAttributes() {
  return useQuery({
    queryKey: ["clients", "attributes"],
    queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/attributes", { signal }))).items,
  });
}

/** What attributes are called, by their keys; one that nobody has defined by its key in words. */
export function useAttributeLabels(): (key: string) => string {
  const defined = useAttributes().data;
  return (key) => defined?.find((it) => it.key === key)?.label ?? key.replaceAll("_", " ");
}

export type AttributeForm = Omit<AttributeDefinition, "last_used_for_client_at" | "uses">;

export function useSaveAttribute() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ isNew, form }: { isNew: boolean; form: AttributeForm }) => {
      const { key, kind: _, ...body } = form;
      return isNew
        ? settledOf(api.POST("/v1/attributes", { body: form }))
        : settledOf(api.PATCH("/v1/attributes/{key}", { params: { path: { key } }, body }));
    },
    onSuccess: () => forgetClients(client),
  });
}

/** An empty value of an attribute says that it is no longer known. */
export function useChangeClient(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ClientChange"]) =>
      settledOf(api.PATCH("/v1/clients/{id}", { params: { path: { id } }, body })),
    onSuccess: () => forgetClients(client),
  });
}

/** When each of these attributes was last used for one client, as far as the latest uses tell. */
export function useLastUses(clientId: string, definitions: readonly AttributeDefinition[]) {
  const used = definitions.filter(({ uses }) => uses > 0);
  return useQueries({
    queries: used.map(({ key }) => ({
      queryKey: ["clients", "uses", key],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await settledOf(api.GET("/v1/attributes/{key}/uses", { params: { path: { key } }, signal }))).items,
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
      settledOf(api.POST("/v1/attributes/{key}/uses", { params: { path: { key } }, body: { client: clientId, how } })),
    onSuccess: () => forgetClients(client),
  });
}

// Timeline

export type TimelineView = "client" | "full";

/** One thing that happened, or is waited for. How it was felt counts from −3 to 3; `null`: nobody knows. */
export type Happening = Settled<Schemas["TimelineItem"]>;

export function useTimeline(clientId: string, view: TimelineView, limit: number) {
  return useInfiniteQuery({
    queryKey: ["clients", "timeline", clientId, view, limit],
    queryFn: ({ pageParam, signal }) =>
      settledOf(
        api.GET("/v1/clients/{id}/timeline", {
          params: { path: { id: clientId }, query: given({ view, before: pageParam, limit }) },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
