import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import { showAtOnce } from "../../../app/at-once";

export type Board = Schemas["PlusOneBoard"];
export type PlusOne = Schemas["PlusOne"];
export type State = Schemas["PlusOneState"];
export type Reaction = Schemas["Reaction"];
export type CostClass = Schemas["CostClass"];
export type Gift = Schemas["Gift"];
export type Given = Schemas["Given"];
export type Step = Schemas["PlusOneStep"];
export type HoldOut = Schemas["HoldOut"];
export type Habituation = Schemas["Habituation"];
export type Wear = Schemas["Wear"];
export type NewPlusOne = Schemas["NewPlusOneForm"];
export type Change = Schemas["PlusOneChange"];
export type NewGift = Schemas["NewGiftForm"];

export const states: readonly State[] = ["idea", "trial", "active", "norm", "retired"];
export const reactions: readonly Reaction[] = ["wow", "noticed", "unnoticed", "unwanted"];
export const costClasses: readonly CostClass[] = ["free", "tiny", "small", "large"];

export const boardQuery = queryOptions({
  queryKey: ["plus-ones", "board"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/plus-ones", { signal })),
});

export const plusOneQuery = (id: string) =>
  queryOptions({
    queryKey: ["plus-ones", "one", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/v1/plus-ones/{id}", { params: { path: { id } }, signal })),
  });

export const habituationQuery = (id: string) =>
  queryOptions({
    queryKey: ["plus-ones", "habituation", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/v1/plus-ones/{id}/habituation", { params: { path: { id } }, signal })),
    // Hundreds of fits: asked anew when something was given, not whenever the window is looked at.
    staleTime: 300_000,
  });

export const giftsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["plus-ones", "gifts", id],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/v1/plus-ones/{id}/deliveries", {
          params: { path: { id }, query: { limit: 20, ...(pageParam ? { before: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const clientPlusOnesQuery = (id: string) =>
  queryOptions({
    queryKey: ["plus-ones", "client", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/v1/clients/{id}/plus-ones", { params: { path: { id } }, signal })),
  });

export const suggestionQuery = (id: string) =>
  queryOptions({
    queryKey: ["plus-ones", "suggestion", id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/v1/clients/{id}/plus-ones/suggestion", { params: { path: { id } }, signal })),
  });

export function useAddPlusOne() {
  return useMutation({
    mutationFn: (body: NewPlusOne) => bodyOf(api.POST("/v1/plus-ones", { body })),
    onSuccess: useAfterwards("gift"),
  });
}

export function useChangePlusOne() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Change) =>
      bodyOf(api.PATCH("/v1/plus-ones/{id}", { params: { path: { id } }, body })),
    onSuccess: useAfterwards("gift"),
  });
}

/** What it will be is seen at once on the board. */
function useStep<Step extends { id: string }>(
  ask: (step: Step) => Promise<unknown>,
  change: (it: PlusOne, step: Step) => PlusOne,
) {
  const client = useQueryClient();
  const afterwards = useAfterwards("gift");
  return useMutation({
    mutationFn: ask,
    onMutate: (step) => showAtOnce<PlusOne>(client, ["plus-ones", "board"], step.id, (it) => change(it, step)),
    onError: (_error, _step, back) => back?.(),
    onSettled: afterwards,
  });
}

export function useMovePlusOne() {
  return useStep<{ id: string; to: State }>(
    ({ id, to }) => bodyOf(api.POST("/v1/plus-ones/{id}/move", { params: { path: { id } }, body: { to } })),
    (it, { to }) => ({ ...it, state: to }),
  );
}

export function useTakeBackMove() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/plus-ones/{id}/move", { params: { path: { id } } })),
    onSuccess: useAfterwards("gift"),
  });
}

export function useVote() {
  return useStep<{ id: string; wanted: boolean }>(
    ({ id, wanted }) =>
      wanted
        ? bodyOf(api.PUT("/v1/plus-ones/{id}/vote", { params: { path: { id } } }))
        : bodyOf(api.DELETE("/v1/plus-ones/{id}/vote", { params: { path: { id } } })),
    (it, { wanted }) => (it.voted === wanted ? it : { ...it, voted: wanted, votes: it.votes + (wanted ? 1 : -1) }),
  );
}

export function useGive() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & NewGift) =>
      bodyOf(api.POST("/v1/plus-ones/{id}/deliveries", { params: { path: { id } }, body })),
    onSuccess: useAfterwards("gift"),
  });
}

export function useReact() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Schemas["GiftReaction"]) =>
      bodyOf(api.PATCH("/v1/gifts/{id}", { params: { path: { id } }, body })),
    onSuccess: useAfterwards("gift"),
  });
}

export function useTakeBackGift() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/gifts/{id}", { params: { path: { id } } })),
    onSuccess: useAfterwards("gift"),
  });
}

export function useRestoreGift() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/gifts/{id}/restore", { params: { path: { id } } })),
    onSuccess: useAfterwards("gift"),
  });
}
