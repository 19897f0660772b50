import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import { showAtOnce } from "../../../app/at-once";
import { queryText } from "../../../lib/http";

export type Level = Schemas["ExpectationLevel"];
export type Status = Schemas["ExpectationStatus"];
export type Rate = Pick<Settled<Schemas["CountedShare"]>, "value" | "n" | "low" | "high">;
/** How it is met, by the client's last word on it: -3 to 3 against what was expected. */
export type Reading = Settled<Schemas["Reading"]>;
export type Expectation = Settled<Schemas["Expectation"]>;
export type Iceberg = Settled<Schemas["Iceberg"]>;
export type Layer = Schemas["IcebergLayer"];
export type Discovery = Settled<Schemas["DiscoverySession"]>;
export type Statement = Settled<Schemas["DiscoveryStatement"]>;
export type NewStatement = Schemas["DiscoveryStatementForm"];
export type Suggested = Schemas["SuggestedDepth"];
/** Its places are counted in Unicode characters. */
export type Flag = Settled<Schemas["WordingFlag"]>;

/** With what other parts of the house know of it: who it is, and how it is met. */
export type Held = Expectation & { who?: string | undefined; met?: Reading | undefined };

export type LedgerFilter = {
  status?: Status | undefined;
  depth?: string | undefined;
  level?: Level | undefined;
};

export const clientIcebergQuery = (client: string) =>
  queryOptions({
    queryKey: ["expectations", "iceberg", client],
    queryFn: ({ signal }) =>
      settledOf(api.GET("/v1/clients/{id}/iceberg", { params: { path: { id: client } }, signal })),
  });

export const firmIcebergQuery = queryOptions({
  queryKey: ["expectations", "iceberg"],
  queryFn: ({ signal }) => settledOf(api.GET("/v1/iceberg", { signal })),
});

/** Rows that are drawn at once. */
const PAGE = 50;

const asked = ({ depth, ...rest }: LedgerFilter) => ({ ...rest, depth: depth ? Number(depth) : undefined });

/** The whole ledger as it is filtered, as a file made by the server. */
export const ledgerFile = (filter: LedgerFilter) => `/v1/export/expectations.csv${queryText(asked(filter))}`;

export const ledgerQuery = (filter: LedgerFilter) =>
  infiniteQueryOptions({
    queryKey: ["expectations", "ledger", filter],
    queryFn: ({ signal, pageParam }) => {
      const query = given({ ...asked(filter), cursor: pageParam, limit: PAGE });
      return settledOf(api.GET("/v1/expectations", { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** What weighs most first, of equals what waits longest: the server's order. */
export const dueQuery = infiniteQueryOptions({
  queryKey: ["expectations", "due"],
  queryFn: ({ signal, pageParam }) =>
    settledOf(
      api.GET("/v1/expectations/due", { params: { query: given({ cursor: pageParam, limit: PAGE }) }, signal }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export function useNoteExpectation() {
  return useMutation({
    mutationFn: (body: Schemas["ExpectationForm"]) => settledOf(api.POST("/v1/expectations", { body })),
    onSuccess: useAfterwards("expectation"),
  });
}

export function useChangeExpectation() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Schemas["ExpectationChangeForm"]) =>
      settledOf(api.PATCH("/v1/expectations/{id}", { params: { path: { id } }, body })),
    onSuccess: useAfterwards("expectation"),
  });
}

/** Where a live plan says what is done: only such a plan serves what clients expect. */
export const plansQuery = queryOptions({
  queryKey: ["expectations", "plans"],
  queryFn: async ({ signal }) =>
    (await settledOf(api.GET("/v1/plans", { signal }))).items
      .filter(({ live }) => live !== null)
      .map(({ touchpoint: { id, key, label } }) => ({ id, key, label })),
  staleTime: 60_000,
});

/** What the live plan of a touchpoint serves. Without a theme a line can't be linked to what somebody expects. */
export const servedQuery = (touchpoint: string) =>
  queryOptions({
    queryKey: ["expectations", "plans", touchpoint],
    queryFn: async ({ signal }) => {
      const plan = await settledOf(
        api.GET("/v1/touchpoints/{id}/plan", { params: { path: { id: touchpoint } }, signal }),
      );
      const lines = plan.live?.document.expectations ?? [];
      return lines.flatMap(({ theme, words }) => (theme ? [{ theme, words }] : []));
    },
    staleTime: 60_000,
  });

/** Seen at once wherever the expectation stands; the measures follow with the server's answer. */
function useStep(ask: (id: string) => Promise<Expectation>, change: (it: Expectation) => Expectation) {
  const client = useQueryClient();
  const afterwards = useAfterwards("expectation");
  return useMutation({
    mutationFn: ask,
    onMutate: (id) => showAtOnce(client, ["expectations"], id, change),
    onError: (_error, _id, back) => back?.(),
    onSettled: afterwards,
  });
}

export function useConfirmExpectation() {
  return useStep(
    (id) => settledOf(api.POST("/v1/expectations/{id}/confirm", { params: { path: { id } }, body: {} })),
    (it) => ({
      ...it,
      status: "confirmed",
      knowledge: "fresh",
      fresh: true,
      confirmed_at: new Date().toISOString(),
    }),
  );
}

export function useRetireExpectation() {
  return useStep(
    (id) => settledOf(api.POST("/v1/expectations/{id}/retire", { params: { path: { id } } })),
    (it) => ({ ...it, status: "retired", knowledge: "retired", fresh: false }),
  );
}

/** Takes the last change back; what was written stays in the history. */
export function useUndoExpectation() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.POST("/v1/expectations/{id}/undo", { params: { path: { id } } })),
    onSuccess: useAfterwards("expectation"),
  });
}

export const discoveriesQuery = (client: string) =>
  queryOptions({
    queryKey: ["expectations", "discoveries", client],
    queryFn: ({ signal }) =>
      settledOf(api.GET("/v1/clients/{id}/discoveries", { params: { path: { id: client } }, signal })),
  });

export const discoveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["expectations", "discovery", id],
    queryFn: ({ signal }) => settledOf(api.GET("/v1/discoveries/{id}", { params: { path: { id } }, signal })),
  });

export function useStartDiscovery(client: string) {
  return useMutation({
    mutationFn: (contact: string | null) =>
      settledOf(api.POST("/v1/clients/{id}/discoveries", { params: { path: { id: client } }, body: { contact } })),
    onSuccess: useAfterwards("expectation"),
  });
}

export function useChangeDiscovery(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["DiscoveryChange"]) =>
      settledOf(api.PATCH("/v1/discoveries/{id}", { params: { path: { id } }, body })),
    // What it says counts as an expectation only once it is played back.
    onSuccess: (discovery) => queryClient.setQueryData(discoveryQuery(id).queryKey, discovery),
  });
}

export function usePlayBack(id: string) {
  return useMutation({
    mutationFn: () => settledOf(api.POST("/v1/discoveries/{id}/play-back", { params: { path: { id } }, body: {} })),
    onSuccess: useAfterwards("expectation"),
    // The address is shown once and not kept in memory afterwards.
    gcTime: 0,
  });
}

export const questionsQuery = queryOptions({
  queryKey: ["expectations", "questions"],
  queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/discovery-questions", { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The server reads from the words in which language they are: one asks clients in theirs, whatever one's own page speaks. */
export const wordingQuery = (text: string) =>
  queryOptions({
    queryKey: ["expectations", "wording", text],
    queryFn: async ({ signal }) => (await settledOf(api.POST("/v1/wording", { body: { text }, signal }))).items,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** How an expectation was met, by the client's word, as far as somebody noted it. */
export const readingsQuery = (expectation: string) =>
  queryOptions({
    queryKey: ["expectations", "readings", expectation],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/expectations/{id}/readings", { params: { path: { id: expectation } }, signal })))
        .items,
    retry: false,
    staleTime: 60_000,
  });

export function useNoteReading(expectation: string) {
  return useMutation({
    mutationFn: (body: Schemas["ReadingForm"]) =>
      settledOf(api.POST("/v1/expectations/{id}/readings", { params: { path: { id: expectation } }, body })),
    onSuccess: useAfterwards("reading"),
  });
}

export function useWithdrawReading() {
  return useMutation({
    mutationFn: (id: number) => settledOf(api.DELETE("/v1/readings/{id}", { params: { path: { id } } })),
    onSuccess: useAfterwards("reading"),
  });
}
