import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../api/client";
import { queryText } from "../../lib/http";
import type { InsightSearch } from "../../lib/search";

/** The API writes every field; what is unknown is `null`. The generated types call such fields optional. */
type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

export type Estimate = Settled<Schemas["EstimateView"]>;
export type Part = Pick<Schemas["PartView"], "label" | "count" | "share">;
export type Change = Schemas["ChangeView"];
export type Named = Schemas["NamedView"];
/** Something the server found worth saying, by code. Its arguments depend on the code. */
export type FoundView = Schemas["FindingView"];
export type TouchpointRef = Settled<Schemas["TouchpointRefView"]>;
export type PeriodView = Schemas["PeriodView"];
export type TrendEntry = Omit<Schemas["TrendPointView"], "estimate"> & { estimate: Estimate };
export type WorkItem = Settled<Schemas["WorkItemView"]>;
export type Scoreboard = Omit<Settled<Schemas["ScoreboardView"]>, "findings"> & { findings: FoundView[] };
export type ScoreboardRow = Scoreboard["rows"][number];
export type Cockpit = Omit<Settled<Schemas["CockpitView"]>, "findings"> & { findings: FoundView[] };
export type TouchpointInsight = Omit<Settled<Schemas["TouchpointInsightView"]>, "findings"> & { findings: FoundView[] };
export type Touchpoint = Settled<Schemas["Touchpoint"]>;
export type TouchpointEdit = Pick<Schemas["TouchpointChange"], "existence" | "stage" | "channel" | "owner">;
export type Annotation = Schemas["AnnotationMarkView"];
export type CommentItem = Settled<Schemas["CommentView"]>;
export type AttributeValues = Schemas["AttributeView"];
export type DimensionsView = Settled<Schemas["DimensionsView"]>;

/** The API gives shares of answers in percent; charts and formats take 0..=1. */
function fromPercent<E extends { value: number | null; low: number | null; high: number | null }>(estimate: E): E {
  const part = (value: number | null) => (value === null ? null : value / 100);
  return { ...estimate, value: part(estimate.value), low: part(estimate.low), high: part(estimate.high) };
}

type View = Pick<InsightSearch, "period" | "against" | "where" | "weighted" | "segment">;

/** Filters of stage and channel choose rows; they are no filters of answers and stay here. */
export function answerFilters(where: readonly string[] | undefined): string[] {
  return (where ?? []).filter((filter) => !/^(stage|channel)=/.test(filter));
}

function asked({ period, against, where, weighted }: View) {
  return {
    ...(period ? { period } : {}),
    ...(against ? { against } : {}),
    ...(weighted ? { weighted } : {}),
    where: answerFilters(where),
  };
}

export const dimensionsQuery = queryOptions({
  queryKey: ["insight", "dimensions"],
  queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/dimensions", { signal }))) as DimensionsView,
  staleTime: 60_000,
});

export function useDimensions() {
  return useQuery(dimensionsQuery);
}

export function useScoreboard(view: View) {
  const query = asked(view);
  return useQuery({
    queryKey: ["insight", "scoreboard", query],
    queryFn: async ({ signal }) => {
      const board = (await bodyOf(api.GET("/v1/scoreboard", { params: { query }, signal }))) as Scoreboard;
      return { ...board, rows: board.rows.map((row) => ({ ...row, csat: row.csat && fromPercent(row.csat) })) };
    },
    placeholderData: keepPreviousData,
  });
}

/** Where the server hands out the same scoreboard as a workbook. */
export function scoreboardFile(view: View): string {
  return `/v1/export/scoreboard.xlsx${queryText(asked(view))}`;
}

export function useCockpit(view: View) {
  const query = asked({ period: view.period, against: view.against });
  return useQuery({
    queryKey: ["insight", "cockpit", query],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/cockpit", { params: { query }, signal }))) as Cockpit,
    placeholderData: keepPreviousData,
  });
}

/** How often each answer was given to the questions of a kind about the whole experience. */
export function useDistribution(kind: "recommend" | "rating", period: string, enabled: boolean) {
  const dimensions = useDimensions();
  const questions = (dimensions.data?.questions ?? []).filter((one) => one.kind === kind && !one.touchpoint);
  const query = {
    measure: "distribution",
    period,
    where: [`question=${questions.map(({ key }) => key).join(",")}`],
  };
  return useQuery({
    enabled: enabled && questions.length > 0,
    queryKey: ["insight", "distribution", query],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/measure", { params: { query }, signal }))).total as Estimate,
  });
}

export function useTouchpointInsight(key: string, view: View) {
  const query = { ...asked(view), ...(view.segment ? { segment: view.segment } : {}) };
  return useQuery({
    queryKey: ["insight", "touchpoint", key, query],
    queryFn: async ({ signal }) => {
      const insight = (await bodyOf(
        api.GET("/v1/touchpoints/{id}/insight", { params: { path: { id: key }, query }, signal }),
      )) as TouchpointInsight;
      return { ...insight, csat: insight.csat && fromPercent(insight.csat) };
    },
    placeholderData: (before) => (before?.touchpoint.key === key ? before : undefined),
  });
}

/** Comments a page: as many as are read at a glance. */
const COMMENTS = 8;

export function useComments(touchpoint: TouchpointRef, view: { period: string; where?: string[]; q: string }) {
  const query = {
    touchpoint: touchpoint.key,
    period: view.period,
    where: answerFilters(view.where),
    limit: COMMENTS,
    ...(view.q ? { q: view.q } : {}),
  };
  return useInfiniteQuery({
    queryKey: ["insight", "comments", query],
    queryFn: async ({ signal, pageParam }) => {
      const page = { ...query, ...(pageParam ? { cursor: pageParam } : {}) };
      const { items, next, hidden } = await bodyOf(api.GET("/v1/comments", { params: { query: page }, signal }));
      return { items: items as CommentItem[], next, hidden };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

const touchpointsQuery = queryOptions({
  queryKey: ["design", "touchpoints"],
  queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/touchpoints", { signal }))).items as Touchpoint[],
});

/** The touchpoint as it was designed: with its place and who owns it. */
export function useTouchpoint(id: string) {
  return useQuery({ ...touchpointsQuery, select: (all) => all.find((one) => one.id === id) });
}

/** Where a touchpoint can stand, and who can own it. */
export function usePlaces() {
  const stages = useQuery({
    queryKey: ["design", "stages"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/stages", { signal }))).items,
  });
  const channels = useQuery({
    queryKey: ["design", "channels"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/channels", { signal }))).items,
  });
  const colleagues = useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
  });
  return { stages, channels, colleagues };
}

export function useChangeTouchpoint(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edit: TouchpointEdit) =>
      bodyOf(api.PATCH("/v1/touchpoints/{id}", { params: { path: { id } }, body: edit })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["design"] }),
        client.invalidateQueries({ queryKey: ["insight"] }),
      ]),
  });
}

export function useAddAnnotation(touchpoint: TouchpointRef) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: { at: string; label: string }) =>
      bodyOf(api.POST("/v1/annotations", { body: { ...note, touchpoint: touchpoint.id } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["insight"] }),
  });
}

export function useRemoveAnnotation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/annotations/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["insight"] }),
  });
}
