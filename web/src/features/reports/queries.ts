import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../api/client";

export type Programme = Schemas["Programme"];
export type Step = Schemas["ProgrammeStep"];
export type Check = Schemas["GateCheck"];
export type Contribution = Schemas["Contribution"];
export type ProgressLink = Schemas["ProgressLink"];

export const programmeQuery = queryOptions({
  queryKey: ["programme"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/programme", { signal })),
});

export const progressQuery = (secret: string) =>
  queryOptions({
    queryKey: ["progress", secret],
    queryFn: ({ signal }) => bodyOf(api.GET("/v1/progress/{secret}", { params: { path: { secret } }, signal })),
    retry: false,
  });

export const linksQuery = queryOptions({
  queryKey: ["programme", "links"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/programme/links", { signal })),
});

export function usePublishProgress() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["NewProgressLink"]) => bodyOf(api.POST("/v1/programme/links", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: linksQuery.queryKey }),
    // The address is shown once and not kept in memory afterwards.
    gcTime: 0,
  });
}

export function useRevokeLink() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/programme/links/{id}", { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: linksQuery.queryKey }),
  });
}
