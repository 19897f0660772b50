import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { http } from "../../lib/http";
import type { Standing } from "../../ui/Sign";

export const KINDS = ["household", "company", "consumer"] as const;
export type Kind = (typeof KINDS)[number];

export type ClientRow = {
  id: string;
  key: string;
  name: string | null;
  kind: Kind | null;
  tier: { key: string; label: string } | null;
  owner: { id: string; name: string } | null;
  email: string | null;
  last_touch_at: string | null;
  standing: Standing | null;
};

export type Client = ClientRow & {
  attributes: Record<string, string>;
  identities: { system: string; key: string }[];
};

export type Filters = {
  q?: string | undefined;
  segment?: string | undefined;
  tier?: string | undefined;
  kind?: string | undefined;
  owner?: string | undefined;
  standing?: string | undefined;
  sort?: string | undefined;
};

type Page<T> = { items: T[]; next: string | null };

export const PAGE = 50;

export function useClients(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ["clients", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<ClientRow>>("/v1/clients", { query: { ...filters, after: pageParam, limit: PAGE }, signal }),
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

export type NewClient = { name: string; key?: string; kind: Kind; email?: string };

/** Lists, counts and pages of clients: what changes one may change where it stands in all. */
export function forgetClients(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ["clients"] });
}

export function useCreateClient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewClient) => http.post<Client>("/v1/clients", { body }),
    onSuccess: () => forgetClients(client),
  });
}
