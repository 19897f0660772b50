import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../../api/client";

export type Sprint = Schemas["Sprint"];
export type Host = Schemas["SprintHost"];
export type Idea = Schemas["Idea"];
export type Room = Schemas["SprintRoom"];
export type Visit = Schemas["SprintVisit"];
export type Near = Schemas["NearIdea"];
export type CostClass = Schemas["CostClass"];

export const costClasses: readonly CostClass[] = ["free", "tiny", "small", "large"];

export const sprintsQuery = queryOptions({
  queryKey: ["sprints"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/sprints", { signal })),
});

export const sprintQuery = (id: string) =>
  queryOptions({
    queryKey: ["sprints", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/v1/sprints/{id}", { params: { path: { id } }, signal })),
  });

export function useStartSprint() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["NewSprintForm"]) => bodyOf(api.POST("/v1/sprints", { body })),
    onSuccess: ({ sprint, address }) => {
      keepAddress(sprint.id, address);
      return queryClient.invalidateQueries({ queryKey: ["sprints"] });
    },
  });
}

export function useRenewLink() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/sprints/{id}/link", { params: { path: { id } } })),
    onSuccess: ({ sprint, address }) => keepAddress(sprint.id, address),
  });
}

export function useChangeSprint() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, minutes }: { id: string; minutes: number }) =>
      bodyOf(api.PATCH("/v1/sprints/{id}", { params: { path: { id } }, body: { add_minutes: minutes } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["sprints"] }),
  });
}

export function useCloseSprint() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ideas }: { id: string; ideas: string[] }) =>
      bodyOf(api.POST("/v1/sprints/{id}/close", { params: { path: { id } }, body: { ideas } })),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ["sprints"] }),
        queryClient.invalidateQueries({ queryKey: ["plus-ones"] }),
      ]),
  });
}

// The link is told once; this browser remembers it until it is closed.
const place = (id: string) => `touchstone.sprint.${id}`;

function keepAddress(id: string, address: string): void {
  sessionStorage.setItem(place(id), address);
}

export function addressOf(id: string): string | null {
  return sessionStorage.getItem(place(id));
}

/** What a participant says and asks, by the link alone. */
export function roomApi(secret: string, key: string | null) {
  const path = { secret };
  const headers = key === null ? {} : { "x-participant": key };
  return {
    visit: () => bodyOf(api.GET("/v1/sprint-links/{secret}", { params: { path }, headers })),
    /** With the key by which this browser is known: who is in already stays who they are. */
    join: (name: string, own: string) =>
      bodyOf(
        api.POST("/v1/sprint-links/{secret}/people", {
          params: { path },
          headers: { "x-participant": own },
          body: { name },
        }),
      ),
    add: (body: Schemas["NewIdeaForm"]) =>
      bodyOf(api.POST("/v1/sprint-links/{secret}/ideas", { params: { path }, headers, body })),
    vote: (idea: string, wanted: boolean) =>
      bodyOf(api.POST("/v1/sprint-links/{secret}/votes", { params: { path }, headers, body: { idea, wanted } })),
    near: (words: string, signal: AbortSignal) =>
      bodyOf(api.POST("/v1/sprint-links/{secret}/near", { params: { path }, body: { words }, signal })),
  };
}
