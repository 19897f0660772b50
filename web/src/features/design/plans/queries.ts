import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  type UseMutationResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, bodyOf, type Schemas } from "../../../api/client";
import type { PlanDocument } from "./document";

/** The API writes every field; what is unknown is `null`. The generated types call such fields optional. */
type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

type Written<T> = Omit<Settled<T>, "document" | "changes"> & { document: PlanDocument };

export type PlanVersion = Written<Schemas["Plan"]>;
export type PlanTouchpoint = Settled<Schemas["PlanTouchpoint"]>;
export type TouchpointPlan = Omit<Settled<Schemas["TouchpointPlan"]>, "draft" | "live" | "changes"> & {
  draft: PlanVersion | null;
  live: PlanVersion | null;
};
export type Gate = Settled<Schemas["PlanGate"]>;
export type Lack = Settled<Schemas["PlanLack"]>;
export type Stamp = Settled<Schemas["PlanStamp"]>;
export type VersionEntry = Settled<Schemas["PlanVersion"]>;
export type Delivery = Settled<Schemas["Delivery"]>;
export type DeliveryForm = Schemas["DeliveryForm"];
export type Felt = Settled<Schemas["Felt"]>;
export type Estimate = Settled<Schemas["EstimateView"]>;
export type Conduct = Settled<Schemas["TouchpointConductView"]>;
export type Choice = { key: string; label: string };

const planKey = (id: string) => ["design", "plan", id] as const;

/** Addresses name touchpoints by key; plans are asked for by id. */
export function useTouchpointId(key: string) {
  return useQuery({
    queryKey: ["design", "touchpoints"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/touchpoints", { signal }))).items,
    select: (all) => all.find((one) => one.key === key || one.id === key)?.id ?? null,
  });
}

/** All touchpoints by key, for a plan that is set off by a touch at another one. */
export function usePlaces() {
  return useQuery({
    queryKey: ["design", "touchpoints"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/touchpoints", { signal }))).items,
    select: (all): Choice[] => all.filter(({ kind }) => kind !== "static").map(({ key, label }) => ({ key, label })),
  });
}

/** The clients' attributes that hold a day. */
export function useDateAttributes(enabled: boolean) {
  return useQuery({
    queryKey: ["clients", "attributes", "dates"],
    enabled,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/attributes", { signal }))).items,
    select: (all): Choice[] => all.filter(({ kind }) => kind === "date").map(({ key, label }) => ({ key, label })),
  });
}

/** The parts of our promise in force: what a touch can express. */
export function usePlatformParts(enabled: boolean) {
  return useQuery({
    queryKey: ["design", "platform", "document"],
    enabled,
    queryFn: async ({ signal }) => await bodyOf(api.GET("/v1/platform", { signal })),
    select: (platform) => platform.parts as Settled<Schemas["PlatformPart"]>[],
  });
}

export function planQuery(id: string) {
  return queryOptions({
    queryKey: planKey(id),
    enabled: id !== "",
    queryFn: async ({ signal }) =>
      (await bodyOf(
        api.GET("/v1/touchpoints/{id}/plan", { params: { path: { id } }, signal }),
      )) as unknown as TouchpointPlan,
  });
}

export function usePlan(id: string) {
  return useQuery(planQuery(id));
}

/** Sends the draft. What comes back is the plan as it stands now. */
export async function savePlan(id: string, revision: number, document: PlanDocument): Promise<TouchpointPlan> {
  const answer = await bodyOf(
    api.PUT("/v1/touchpoints/{id}/plan", { params: { path: { id } }, body: { revision, document } }),
  );
  return answer as unknown as TouchpointPlan;
}

export type PlanStep = "review" | "reopen" | "publish" | "discard";

export function usePlanStep(
  id: string,
): UseMutationResult<TouchpointPlan, Error, { step: PlanStep; revision: number }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ step, revision }) => {
      const what = { params: { path: { id } }, body: { revision } };
      const answer = {
        review: () => api.POST("/v1/touchpoints/{id}/plan/review", what),
        reopen: () => api.POST("/v1/touchpoints/{id}/plan/reopen", what),
        publish: () => api.POST("/v1/touchpoints/{id}/plan/publish", what),
        discard: () => api.POST("/v1/touchpoints/{id}/plan/discard", what),
      }[step]();
      return (await bodyOf<unknown>(answer)) as TouchpointPlan;
    },
    onSuccess: (plan) => {
      client.setQueryData(planKey(id), plan);
      // Publishing makes the touchpoint live; lists and scores say so.
      void client.invalidateQueries({
        predicate: ({ queryKey: [noun, thing, one] }) =>
          noun === "insight" || (noun === "design" && !(thing === "plan" && one === id)),
      });
    },
  });
}

export function useVersions(id: string) {
  return useQuery({
    queryKey: ["design", "plan-versions", id],
    enabled: id !== "",
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/touchpoints/{id}/plan/versions", { params: { path: { id } }, signal })))
        .items as VersionEntry[],
  });
}

export function useVersion(id: string, version: number | null) {
  return useQuery({
    queryKey: ["design", "plan-versions", id, version],
    enabled: id !== "" && version !== null,
    queryFn: async ({ signal }) =>
      (await bodyOf(
        api.GET("/v1/touchpoints/{id}/plan/versions/{n}", {
          params: { path: { id, n: version ?? 0 } },
          signal,
        }),
      )) as unknown as PlanVersion,
    placeholderData: keepPreviousData,
  });
}

/** Who can own a touchpoint or stand in. */
export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
    select: (all): Choice[] => all.map(({ id, name }) => ({ key: id, label: name })),
  });
}

export function useChannels() {
  return useQuery({
    queryKey: ["design", "channels"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/channels", { signal }))).items,
    select: (all): Choice[] => all.map(({ key, label }) => ({ key, label })),
  });
}

export function useChangeOwner(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (owner: string | null) =>
      bodyOf(api.PATCH("/v1/touchpoints/{id}", { params: { path: { id } }, body: { owner } })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["design"] }),
        client.invalidateQueries({ queryKey: ["insight"] }),
      ]),
  });
}

/** Shares come in percent; figures and charts take 0..=1. */
function share(estimate: Estimate): Estimate {
  const part = (value: number | null) => (value === null ? null : value / 100);
  return { ...estimate, value: part(estimate.value), low: part(estimate.low), high: part(estimate.high) };
}

/** How the touch went, over all time: what was kept, where it broke, how it was felt. */
export function useConduct(id: string) {
  return useQuery({
    queryKey: ["insight", "touchpoint-conduct", id],
    enabled: id !== "",
    queryFn: async ({ signal }) => {
      const answer = (await bodyOf(
        api.GET("/v1/touchpoints/{id}/conduct", { params: { path: { id } }, signal }),
      )) as unknown as Conduct;
      const { conduct } = answer;
      return {
        ...answer,
        conduct: {
          ...conduct,
          perfection: share(conduct.perfection),
          rolled_perfection: share(conduct.rolled_perfection),
          say_do_gap: share(conduct.say_do_gap),
          blind_share: share(conduct.blind_share),
          emotion_hit_rate: share(conduct.emotion_hit_rate),
        },
        standards: answer.standards.map((standard) => ({ ...standard, estimate: share(standard.estimate) })),
      };
    },
  });
}

export type Kept = Conduct["standards"][number];

export function useDeliveries(id: string, limit: number) {
  return useInfiniteQuery({
    queryKey: ["signals", "deliveries", id, limit],
    enabled: id !== "",
    queryFn: async ({ signal, pageParam }) => {
      const query = { limit, ...(pageParam ? { cursor: pageParam } : {}) };
      const page = await bodyOf(
        api.GET("/v1/touchpoints/{id}/deliveries", { params: { path: { id }, query }, signal }),
      );
      return { items: page.items as unknown as Delivery[], next: page.next };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useRecordDelivery(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (form: DeliveryForm) =>
      (await bodyOf(
        api.POST("/v1/touchpoints/{id}/deliveries", { params: { path: { id } }, body: form }),
      )) as unknown as Delivery,
    onSuccess: () => afterDelivery(client),
  });
}

export type TouchFelt = Settled<Schemas["TouchFelt"]>;

/** How a client felt about a touch, as they said it. */
export function useRecordFelt(touch: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (felt: Schemas["FeltForm"]) =>
      (await bodyOf(
        api.POST("/v1/touches/{id}/felt", { params: { path: { id: touch } }, body: felt }),
      )) as unknown as TouchFelt,
    onSuccess: () => afterDelivery(client),
  });
}

/** One's own score of a delivery that has none yet; after it the client's is shown. */
export function useScoreDelivery(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (score: number) =>
      (await bodyOf(
        api.POST("/v1/deliveries/{id}/self-score", { params: { path: { id } }, body: { self_score: score } }),
      )) as unknown as Delivery,
    onSuccess: () => afterDelivery(client),
  });
}

function afterDelivery(client: QueryClient): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ["signals", "deliveries"] }),
    client.invalidateQueries({ queryKey: ["insight"] }),
  ]);
}

export type PlanSummary = Settled<Schemas["PlanSummary"]>;

/** Every touchpoint with where its plan stands. */
export function usePlans() {
  return useQuery({
    queryKey: ["design", "plans"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/plans", { signal }))).items as PlanSummary[],
  });
}

/** The live plan of another touchpoint, to begin from. */
export function useCopyPlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await client.fetchQuery(planQuery(id))).live?.document ?? null,
  });
}

/** The kinds of events that can set a touch off. */
export function useEventKinds() {
  return useQuery({
    queryKey: ["signals", "event-kinds"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/event-kinds", { signal }))).items,
    select: (all): Choice[] => all.map(({ key, label }) => ({ key, label })),
  });
}

/** Pages of expectations looked through; who expects something in a theme beyond them is counted as "more". */
const PAGES = 5;

/** How many clients have confirmed, and not too long ago, that they expect something in a theme. */
export function useConfirmed(theme: string | null, enabled: boolean) {
  return useQuery({
    queryKey: ["loyalty", "confirmed", theme],
    enabled: enabled && theme !== null && theme.trim() !== "",
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const clients = new Set<string>();
      let cursor: string | null | undefined;
      for (let page = 0; page < PAGES; page += 1) {
        const query = { theme: theme ?? "", ...(cursor ? { cursor } : {}) };
        const { items, next } = await bodyOf(api.GET("/v1/expectations", { params: { query }, signal }));
        for (const one of items) if (one.status === "confirmed" && one.fresh) clients.add(one.client.id);
        cursor = next;
        if (!next) break;
      }
      return { count: clients.size, more: Boolean(cursor) };
    },
  });
}

export type TemplateTouchpoint = Settled<Schemas["TemplateTouchpoint"]>;

/** What the industry's templates say about a touchpoint of this key; `null` where none knows it. */
export function useTemplateOf(touchpoint: { key: string; label: string }) {
  const { i18n } = useTranslation();
  const locale = i18n.language;
  return useQuery({
    queryKey: ["design", "templates", locale, "of", touchpoint.key],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const query = { locale };
      const { items } = await bodyOf(api.GET("/v1/templates", { params: { query }, signal }));
      const details = await Promise.all(
        items.map(({ key }) => bodyOf(api.GET("/v1/templates/{key}", { params: { path: { key }, query }, signal }))),
      );
      const all = details.flatMap(({ touchpoints }) => touchpoints as TemplateTouchpoint[]);
      return (
        all.find((one) => one.key === touchpoint.key && one.label === touchpoint.label) ??
        all.find((one) => one.key === touchpoint.key) ??
        null
      );
    },
  });
}
