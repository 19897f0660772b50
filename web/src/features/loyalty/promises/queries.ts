import { infiniteQueryOptions, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import { showAtOnce } from "../../../app/at-once";
import { queryText } from "../../../lib/http";
import type { ReadyPromise } from "../../../ui/promise/promise";

export type Promised = Settled<Schemas["Promise"]>;
export type Conduct = Settled<Schemas["PromiseConduct"]>;
export type OwnError = Settled<Schemas["OwnError"]>;
export type FoundBy = Schemas["FoundBy"];

export type PromiseFilter = {
  state?: string | undefined;
  who?: string | undefined;
  client?: string | undefined;
};

export const promisesQuery = (filter: PromiseFilter) =>
  infiniteQueryOptions({
    queryKey: ["promises", "list", filter],
    queryFn: ({ signal, pageParam }) =>
      settledOf(api.GET("/v1/promises", { params: { query: given({ ...filter, after: pageParam }) }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** All of them as they are filtered, as a file made by the server. */
export const promisesFile = (filter: PromiseFilter) => `/v1/export/promises.csv${queryText(filter)}`;

/** Without a value while none has come to an end: unknown. */
export const conductQuery = (client?: string) =>
  queryOptions({
    queryKey: ["promises", "conduct", client ?? ""],
    queryFn: ({ signal }) =>
      settledOf(api.GET("/v1/promises/conduct", { params: { query: given({ client }) }, signal })),
  });

/** Reads a line; the server's rule. */
export function readPromise(text: string, client: string | undefined, signal: AbortSignal) {
  return settledOf(api.POST("/v1/promises/parse", { body: { text, client: client ?? null }, signal }));
}

export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
    staleTime: 60_000,
  });
}

export function usePromise() {
  return useMutation({
    mutationFn: (body: ReadyPromise) => settledOf(api.POST("/v1/promises", { body })),
    onSuccess: useAfterwards("promise"),
  });
}

/** It was a slip of the finger: only of a promise to which nothing has happened yet. */
export function useUnmakePromise() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.DELETE("/v1/promises/{id}", { params: { path: { id } } })),
    onSuccess: useAfterwards("promise"),
  });
}

export type Step =
  | { kind: "keep"; at: string; cause?: string }
  | { kind: "renegotiate"; due_at: string; why: string; at?: string }
  | { kind: "break"; cause: string }
  | { kind: "reopen" };

function settle(id: string, step: Step) {
  const params = { path: { id } };
  switch (step.kind) {
    case "keep": {
      const { at, cause } = step;
      return settledOf(api.POST("/v1/promises/{id}/keep", { params, body: given({ at, cause }) }));
    }
    case "renegotiate": {
      const { due_at, why, at } = step;
      return settledOf(api.POST("/v1/promises/{id}/renegotiate", { params, body: { due_at, why, ...given({ at }) } }));
    }
    case "break":
      return settledOf(api.POST("/v1/promises/{id}/break", { params, body: { cause: step.cause } }));
    case "reopen":
      return settledOf(api.POST("/v1/promises/{id}/reopen", { params }));
  }
}

/** What a promise will be once the server has taken the step. */
export function settled(it: Promised, step: Step): Promised {
  switch (step.kind) {
    case "keep": {
      const late = Date.parse(step.at) > Date.parse(it.due_at);
      const state = late ? "kept_late" : "kept";
      return { ...it, state, settled_at: step.at, cause: step.cause ?? null, overdue: false, due_soon: false };
    }
    case "renegotiate":
      return {
        ...it,
        state: "renegotiated",
        due_at: step.due_at,
        overdue: Date.parse(step.due_at) < Date.now(),
        renegotiations: [
          ...it.renegotiations,
          { at: step.at ?? new Date().toISOString(), from: it.due_at, to: step.due_at, why: step.why },
        ],
      };
    case "break":
      return { ...it, state: "broken", cause: step.cause, overdue: false, due_soon: false };
    case "reopen": {
      // Taken back is the last step: how it ended, or else the day that was agreed last.
      const last = it.state === "renegotiated" ? it.renegotiations.at(-1) : undefined;
      const renegotiations = last ? it.renegotiations.slice(0, -1) : it.renegotiations;
      const due_at = last?.from ?? it.due_at;
      const state = renegotiations.length > 0 ? "renegotiated" : "open";
      const overdue = Date.parse(due_at) < Date.now();
      return { ...it, state, renegotiations, due_at, overdue, settled_at: null, cause: null };
    }
  }
}

export function useSettle() {
  const client = useQueryClient();
  const afterwards = useAfterwards("promise");
  return useMutation({
    mutationFn: ({ id, step }: { id: string; step: Step }) => settle(id, step),
    onMutate: ({ id, step }) => showAtOnce<Promised>(client, ["promises", "list"], id, (it) => settled(it, step)),
    onError: (_error, _step, back) => back?.(),
    onSettled: afterwards,
  });
}

export const ownErrorsQuery = queryOptions({
  queryKey: ["promises", "own-errors"],
  queryFn: ({ signal }) => settledOf(api.GET("/v1/own-errors", { signal })),
});

export function useOwnError() {
  return useMutation({
    mutationFn: (body: Schemas["NewOwnError"]) => settledOf(api.POST("/v1/own-errors", { body })),
    onSuccess: useAfterwards("own_error"),
  });
}

export function useChangeError() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Schemas["OwnErrorChange"]) =>
      settledOf(api.PATCH("/v1/own-errors/{id}", { params: { path: { id } }, body })),
    onSuccess: useAfterwards("own_error"),
  });
}
