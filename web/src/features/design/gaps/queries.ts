import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../../api/client";

/** The API writes every field; what is unknown is `null`. The generated types call such fields optional. */
type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

export type Finding = Settled<Schemas["GapFinding"]>;
export type Detector = Schemas["Detector"];
export type FindingState = Schemas["FindingState"];
export type Evidence = Settled<Schemas["Evidence"]>;
export type GapRun = Settled<Schemas["GapRun"]>;
export type GapMeasures = Settled<Schemas["GapMeasures"]>;
export type GapShare = Settled<Schemas["GapShare"]>;
export type EventKind = Settled<Schemas["EventKind"]>;
export type Tier = Settled<Schemas["Tier"]>;
export type Named = Schemas["Named"];

const key = "gaps";

export function useFindings() {
  return useQuery({
    queryKey: [key, "findings"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/findings", { signal }))).items as Finding[],
  });
}

export function useFinding(id: string) {
  return useQuery({
    queryKey: [key, "finding", id],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/findings/{id}", { params: { path: { id } }, signal }))) as Finding,
  });
}

export function useEvidence(id: string) {
  return useInfiniteQuery({
    queryKey: [key, "evidence", id],
    queryFn: async ({ pageParam, signal }) => {
      const query = pageParam ? { cursor: pageParam } : {};
      const page = await bodyOf(api.GET("/v1/findings/{id}/evidence", { params: { path: { id }, query }, signal }));
      return { ...page, items: page.items as Evidence[] };
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The last run; looked at again and again while one waits or runs. */
export function useGapRun() {
  return useQuery({
    queryKey: [key, "run"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/findings/run", { signal }))) as GapRun,
    refetchInterval: ({ state }) => (state.data?.state === "queued" || state.data?.state === "running" ? 700 : false),
  });
}

export function useRunGapFinder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST("/v1/findings/run")),
    onSuccess: (run) => client.setQueryData([key, "run"], run),
  });
}

/** After a run everything that was found may be another. */
export function useForgetFindings() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [key], predicate: (query) => query.queryKey[1] !== "run" });
}

export function useGapMeasures() {
  return useQuery({
    queryKey: [key, "measures"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/gap-measures", { signal }))) as GapMeasures,
    staleTime: 60_000,
  });
}

export type Decision =
  | { kind: "accept"; label: string; owner: string; review_by: string; stage?: string; channel?: string }
  | { kind: "dismiss"; reason: string }
  | { kind: "snooze"; until: string }
  | { kind: "reopen" };

function decide(id: string, decision: Decision): Promise<unknown> {
  const params = { path: { id } };
  switch (decision.kind) {
    case "accept": {
      const { kind: _, ...body } = decision;
      return bodyOf(api.POST("/v1/findings/{id}/accept", { params, body }));
    }
    case "dismiss":
      return bodyOf(api.POST("/v1/findings/{id}/dismiss", { params, body: { reason: decision.reason } }));
    case "snooze":
      return bodyOf(api.POST("/v1/findings/{id}/snooze", { params, body: { until: decision.until } }));
    case "reopen":
      return bodyOf(api.POST("/v1/findings/{id}/reopen", { params }));
  }
}

export function useDecision() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: Decision }) => decide(id, decision),
    // A planned touchpoint stands on other pages too.
    onSettled: () => client.invalidateQueries(),
  });
}

export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
    staleTime: 60_000,
  });
}

export function useTouchpointNames() {
  return useQuery({
    queryKey: ["design", "touchpoints"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/touchpoints", { signal }))).items,
  });
}

// What should follow, and how long nobody stays without a word

export function useEventKinds() {
  return useQuery({
    queryKey: [key, "event-kinds"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/event-kinds", { signal }))).items as EventKind[],
  });
}

export function useTiers() {
  return useQuery({
    queryKey: [key, "tiers"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/tiers", { signal }))).items as Tier[],
  });
}

export function useAttributes() {
  return useQuery({
    queryKey: ["insight", "dimensions"],
    queryFn: async ({ signal }) => await bodyOf(api.GET("/v1/dimensions", { signal })),
    staleTime: 60_000,
  });
}

export type EventKindDraft = { key?: string; label: string; answer: Schemas["AnswerRule"] | null };

export function useSaveEventKind() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ key: known, label, answer }: EventKindDraft) =>
      known === undefined
        ? await bodyOf(api.POST("/v1/event-kinds", { body: { label, answer } }))
        : await bodyOf(
            api.PATCH("/v1/event-kinds/{key}", { params: { path: { key: known } }, body: { label, answer } }),
          ),
    onSuccess: () => client.invalidateQueries({ queryKey: [key] }),
  });
}

export type TierDraft = {
  id?: string;
  label: string;
  attribute: string;
  value: string;
  max_silence_days: number | null;
};

export function useSaveTier() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: TierDraft) =>
      id === undefined
        ? await bodyOf(api.POST("/v1/tiers", { body }))
        : await bodyOf(api.PATCH("/v1/tiers/{id}", { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: [key] }),
  });
}

export function useDeleteTier() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/tiers/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: [key] }),
  });
}
