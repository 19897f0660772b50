import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../../api/client";

/** The API writes every field; what is unknown is `null`. The generated types call such fields optional. */
type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

export type JourneyStep = Settled<Schemas["JourneyStep"]>;
export type JourneyDocument = Omit<Settled<Schemas["JourneyDocument"]>, "steps" | "links"> & {
  steps: JourneyStep[];
  links?: Settled<Schemas["JourneyLink"]>[] | null;
};
export type Journey = Omit<Settled<Schemas["Journey"]>, "document"> & { document: JourneyDocument };
export type JourneySummary = Settled<Schemas["JourneySummary"]>;
export type Lived = Settled<Schemas["LivedView"]>;
export type LivedStep = Lived["steps"][number];
export type Stage = Pick<Schemas["Stage"], "key" | "label">;
export type Channel = Pick<Schemas["Channel"], "key" | "label">;
export type Spot = Settled<Schemas["Touchpoint"]> & { moment_of_truth?: boolean };
export type Audience = Settled<Schemas["Audience"]>;
export type Dimensions = Settled<Schemas["DimensionsView"]>;

const keys = {
  all: ["design", "journeys", "all"] as const,
  one: (id: string) => ["design", "journeys", "one", id] as const,
};

export const journeysQuery = queryOptions({
  queryKey: keys.all,
  queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/journeys", { signal }))).items as JourneySummary[],
});

export function useJourneys() {
  return useQuery(journeysQuery);
}

async function readJourney(id: string, signal?: AbortSignal): Promise<Journey> {
  const params = { path: { id } };
  return (await bodyOf(api.GET("/v1/journeys/{id}", { params, ...(signal ? { signal } : {}) }))) as Journey;
}

export function journeyQuery(id: string) {
  return queryOptions({ queryKey: keys.one(id), queryFn: ({ signal }) => readJourney(id, signal) });
}

/** One journey; looked at again now and then, because somebody else may be drawing on it. */
export function useJourney(id: string) {
  return useQuery({ ...journeyQuery(id), refetchInterval: 15_000 });
}

/** The newest version, past every cache: for bringing two together. */
export function readNewest(id: string): Promise<Journey> {
  return readJourney(id);
}

export async function saveJourney(id: string, revision: number, document: JourneyDocument): Promise<Journey> {
  const params = { path: { id } };
  return (await bodyOf(api.PUT("/v1/journeys/{id}", { params, body: { revision, document } }))) as Journey;
}

export function useAddJourney() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ document, imported }: { document: unknown; imported?: boolean }) => {
      const body = document as Schemas["JourneyDocument"];
      return (await bodyOf(
        imported ? api.POST("/v1/journeys/import", { body }) : api.POST("/v1/journeys", { body }),
      )) as Journey;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useDeleteJourney() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      const before = await readJourney(id);
      await bodyOf(api.DELETE("/v1/journeys/{id}", { params: { path: { id } } }));
      return before.document;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

/** Where the server hands out the document that is imported again. */
export function journeyFile(id: string): string {
  return `/v1/journeys/${id}/export.json`;
}

/** How each step is felt. Asked again when `about` changes: the touchpoints and filters as they were saved. */
export function livedQuery(id: string, period: string | undefined, about: string) {
  const query = period ? { period } : {};
  return queryOptions({
    queryKey: ["insight", "lived", id, query, about],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/journeys/{id}/lived", { params: { path: { id }, query }, signal }))) as Lived,
  });
}

export function useLived(id: string, period: string | undefined, about: string, enabled = true) {
  return useQuery({
    ...livedQuery(id, period, about),
    enabled,
    placeholderData: (before: Lived | undefined) => (before?.journey === id ? before : undefined),
  });
}

export function useDimensions(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ["insight", "dimensions"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/dimensions", { signal }))) as Dimensions,
    staleTime: 60_000,
  });
}

/** The groups of clients that the inventory knows. */
export function useAudiences() {
  return useQuery({
    queryKey: ["design", "journeys", "audiences"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/audiences", { signal }))).items as Audience[],
  });
}

/** What a step can name: stages, channels, touchpoints, colleagues. */
export function useInventory() {
  const stages = useQuery({
    queryKey: ["design", "journeys", "stages"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/stages", { signal }))).items,
  });
  const channels = useQuery({
    queryKey: ["design", "journeys", "channels"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/channels", { signal }))).items,
  });
  const spots = useQuery({
    queryKey: ["design", "journeys", "spots"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/touchpoints", { signal }))).items as Spot[],
  });
  const colleagues = useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
  });
  return { stages, channels, spots, colleagues };
}
