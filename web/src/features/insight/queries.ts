import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { http, queryText } from "../../lib/http";
import type { InsightSearch } from "../../lib/search";

/** A number that knows how sure it is. `null` where it may not or can't be said. */
export type Estimate = {
  value: number | null;
  n: number;
  n_effective: number;
  low: number | null;
  high: number | null;
  level: number;
  method: string;
  weighted: boolean;
  /** Answers off the scale, left out. */
  rejected: number;
  badge: "none" | "counts_only" | "indicative" | "sound";
  hidden: boolean;
  parts: Part[];
};

export type Part = { label: string; count: number; share: number };

/** Something the server found worth saying, by code; see `findings` of the API. */
export type FoundView = {
  code: string;
  value?: number | null;
  label?: string | null;
  touchpoints?: Named[];
};

export type Change = {
  difference: number;
  low: number;
  high: number;
  p: number;
  /** After Holm over all comparisons of the page. */
  p_adjusted: number;
  significant: boolean;
};

export type Named = { key: string; label: string };

export type TouchpointRef = {
  id: string;
  key: string;
  label: string;
  kind: "dynamic" | "static" | "work_product";
  existence: "live" | "planned" | "missing" | "retired" | "not_applicable";
  stage: Named | null;
  channel: Named | null;
};

export type PeriodView = { from: string; to: string; label: string };

export type TrendEntry = { label: string; from: string; to: string; estimate: Estimate };

export type Shares = { loyal: number; satisfied: number; dissatisfied: number; unknown: number };

export type ScoreboardRow = {
  touchpoint: TouchpointRef;
  question: { key: string; label: string; scale: string } | null;
  estimate: Estimate | null;
  csat: Estimate | null;
  standing: Shares;
  short: boolean;
  change: Change | null;
  trend: TrendEntry[];
  comments: number;
};

export type Scoreboard = {
  period: PeriodView;
  against: { label: string } | null;
  respondents: number;
  findings?: FoundView[];
  overall: {
    rating: Estimate | null;
    rating_scale: string | null;
    nps: Estimate | null;
    rating_change?: Change | null;
    nps_change?: Change | null;
  };
  rows: ScoreboardRow[];
  as_expected: number;
  comparisons: number;
  /** Standing rests on scores because no expectations are recorded. */
  fallback: boolean;
};

export type ShareEstimate = { share: number; low: number | null; high: number | null; n: number };

export type WorkItem = {
  why: "short" | "unknown" | "falling" | "stale" | "missing";
  touchpoint: TouchpointRef;
  evidence: { estimate: Estimate | null; change: Change | null; comments: number };
  owner: string | null;
  next: "open" | "ask" | "plan";
};

export type Cockpit = {
  findings?: FoundView[];
  period: PeriodView;
  against: { label: string } | null;
  respondents: number;
  touchpoints: { as_expected: number; short: number; unclear: number; unknown: number; total: number };
  standing: {
    loyal: ShareEstimate;
    satisfied: ShareEstimate;
    dissatisfied: ShareEstimate;
    unknown: ShareEstimate;
    clients?: number;
  };
  nps: Estimate | null;
  nps_change?: Change | null;
  overall: Estimate | null;
  overall_change?: Change | null;
  rating_scale: string | null;
  as_expected: number | null;
  fallback: boolean;
  by_stage: {
    stage: string;
    label: string;
    estimate: Estimate;
    short: boolean;
    /** Percent, 0..=100; `null` until there are plans or evidence. */
    planned: number | null;
    done: number | null;
  }[];
  coverage: { live: number; missing: number; planned: number; total: number };
  movers: { touchpoint: TouchpointRef; change: Change; estimate: Estimate | null }[];
  unknown: TouchpointRef[];
  worklist: WorkItem[];
  last_import: LastImport | null;
};

export type LastImport = {
  id: string;
  file_name: string;
  state: "queued" | "running" | "done" | "cancelled" | "failed" | "undone";
  imported: number;
  rejected: number;
  finished_at: string | null;
  by: string | null;
};

export type Annotation = { id: string; at: string; label: string };

export type DistributionRow = { label: string; code: string; n: number; hidden?: boolean; parts: Part[] };

export type TouchpointInsight = {
  findings?: FoundView[];
  touchpoint: TouchpointRef;
  question: { key: string; label: string; scale: string } | null;
  as_expected: number | null;
  respondents: number;
  period: PeriodView;
  against: { label: string } | null;
  estimate: Estimate | null;
  csat: Estimate | null;
  change: Change | null;
  short: boolean;
  distribution: DistributionRow[];
  trend: TrendEntry[];
  segments: { attribute: string; label: string; items: { code: string; label: string; estimate: Estimate }[] }[];
  aspects: {
    question: { key: string; label: string; aspect: string | null; scale: string };
    /** Which measure the estimate is of: `mean`, `nps`, `ces`. */
    measure?: string;
    estimate: Estimate;
  }[];
  annotations: Annotation[];
  comments: { total: number; themes: { code: string; label: string; clients: number }[] };
};

export type CommentItem = {
  record: number;
  at: string;
  text: string | null;
  codes: { code: string; label: string }[];
  score: number | null;
  scale: string | null;
  client_attributes: Record<string, string>;
};

export type AttributeValues = { key: string; label: string; values: { code: string; label: string; n: number }[] };

export type DimensionsView = {
  attributes: AttributeValues[];
  stages: Named[];
  channels: Named[];
  periods: { from: string | null; to: string | null; years: string[]; default?: string | null };
};

/** The API gives shares of answers in percent; charts and formats take 0..=1. */
function fromPercent(estimate: Estimate | null): Estimate | null {
  if (!estimate) return null;
  const part = (value: number | null) => (value === null ? null : value / 100);
  return { ...estimate, value: part(estimate.value), low: part(estimate.low), high: part(estimate.high) };
}

type View = Pick<InsightSearch, "period" | "against" | "where" | "weighted" | "segment">;

/** Filters of stage and channel choose rows; they are no filters of answers and stay here. */
export function answerFilters(where: readonly string[] | undefined): string[] {
  return (where ?? []).filter((filter) => !/^(stage|channel)=/.test(filter));
}

function asked(view: View) {
  const where = answerFilters(view.where);
  return {
    period: view.period,
    against: view.against,
    where,
    weighted: view.weighted,
    segment: view.segment,
  };
}

export const dimensionsQuery = queryOptions({
  queryKey: ["insight", "dimensions"],
  queryFn: ({ signal }) => http.get<DimensionsView>("/v1/dimensions", { signal }),
  staleTime: 60_000,
});

export function useDimensions() {
  return useQuery(dimensionsQuery);
}

export function useScoreboard(view: View) {
  const query = { ...asked(view), segment: undefined };
  return useQuery({
    queryKey: ["insight", "scoreboard", query],
    queryFn: async ({ signal }): Promise<Scoreboard> => {
      const board = await http.get<Scoreboard>("/v1/scoreboard", { query, signal });
      return { ...board, rows: board.rows.map((row) => ({ ...row, csat: fromPercent(row.csat) })) };
    },
    placeholderData: keepPreviousData,
  });
}

/** Where the server hands out the same scoreboard as a file. */
export function scoreboardFile(view: View, format: "csv" | "xlsx"): string {
  return `/v1/export/scoreboard.${format}${queryText({ ...asked(view), segment: undefined })}`;
}

export function useCockpit(view: View) {
  const query = { period: view.period, against: view.against };
  return useQuery({
    queryKey: ["insight", "cockpit", query],
    queryFn: ({ signal }) => http.get<Cockpit>("/v1/cockpit", { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useTouchpointInsight(key: string, view: View) {
  const query = asked(view);
  return useQuery({
    queryKey: ["insight", "touchpoint", key, query],
    queryFn: async ({ signal }): Promise<TouchpointInsight> => {
      const path = `/v1/touchpoints/${encodeURIComponent(key)}/insight`;
      const insight = await http.get<TouchpointInsight>(path, { query, signal });
      return { ...insight, csat: fromPercent(insight.csat) };
    },
    placeholderData: (before) => (before?.touchpoint.key === key ? before : undefined),
  });
}

type Page = { items: CommentItem[]; next?: string | null; hidden?: boolean };

export function useComments(touchpoint: TouchpointRef, view: View & { q?: string | undefined }) {
  const query = { touchpoint: touchpoint.key, period: view.period, where: answerFilters(view.where), q: view.q };
  return useInfiniteQuery({
    queryKey: ["insight", "comments", query],
    queryFn: ({ signal, pageParam }) =>
      http.get<Page>("/v1/comments", { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useAddAnnotation(touchpoint: TouchpointRef) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { at: string; label: string }) =>
      http.post<Annotation>("/v1/annotations", { ...body, touchpoint: touchpoint.key }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["insight", "touchpoint", touchpoint.key] }),
  });
}

export function useRemoveAnnotation(touchpoint: TouchpointRef) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete<void>(`/v1/annotations/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["insight", "touchpoint", touchpoint.key] }),
  });
}
