import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../../api/client";

export type World = Schemas["World"];
export type Insight = Schemas["WorldInsight"];
export type Knowledge = Schemas["AudienceKnowledgeView"];
export type Facet = Schemas["Facet"];
export type Evidence = Schemas["WorldEvidence"];
export type Level = Schemas["PlanExpectationLevel"];
export type NewInsight = Schemas["NewWorldInsight"];
export type InsightChange = Schemas["WorldInsightChange"];

export const facets: readonly Facet[] = ["day", "goal", "pressure", "words", "tools", "fit"];
export const kinds: readonly Evidence[] = ["interview", "observation", "review", "comment"];
export const levels: readonly Level[] = ["must", "should", "delight"];

export const worldQuery = queryOptions({
  queryKey: ["world"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/world", { signal })),
});

export const offersQuery = (locale: string) =>
  queryOptions({
    queryKey: ["world", "offers", locale],
    queryFn: ({ signal }) => bodyOf(api.GET("/v1/world/offers", { params: { query: { locale } }, signal })),
  });

export function useNoteInsight() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewInsight) => bodyOf(api.POST("/v1/world", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: worldQuery.queryKey }),
  });
}

export function useChangeInsight() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & InsightChange) =>
      bodyOf(api.PATCH("/v1/world/{id}", { params: { path: { id } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: worldQuery.queryKey }),
  });
}
