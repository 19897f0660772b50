import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import { queryText } from "../../../lib/http";

export type Unit = "month" | "quarter" | "year";
export type Rate = Settled<Schemas["LadderRate"]>;
export type RungCount = Settled<Schemas["RungCount"]>;
export type Stretch = Settled<Schemas["LadderStretch"]>;
export type Move = Settled<Schemas["LadderMove"]>;
export type Step = Settled<Schemas["LadderStep"]>;
export type Rules = Settled<Schemas["LadderRules"]>;
export type Ladder = Settled<Schemas["Ladder"]>;

export type Slope = Settled<Schemas["AsymmetrySlope"]>;
export type Asymmetry = Settled<Schemas["Asymmetry"]>;
export type Difference = Settled<Schemas["LadderDifference"]>;
export type Outcome = Settled<Schemas["OutcomeBySign"]>;
export type BySign = Settled<Schemas["AsymmetryBySign"]>;
export type Calibration = Settled<Schemas["LadderCalibration"]>;

export type Trapped = Settled<Schemas["OkTrapItem"]>;
export type OkTrap = Settled<Schemas["OkTrap"]>;
export type GapRow = Settled<Schemas["GapRow"]>;

/** What a reason does not need is left out. */
export type Reason = Schemas["StandingReason"];
export type Item = Settled<Schemas["StandingItem"]>;
type Change = Omit<Settled<Schemas["StandingChange"]>, "reasons"> & { reasons: Reason[] };
export type Standing = Omit<Settled<Schemas["ClientStanding"]>, "reasons" | "changes"> & {
  reasons: Reason[];
  changes: Change[];
};

/** Whose standing: the clients of a segment, of a tier, with a value of an attribute; nothing: everybody. */
export type Whom = { where?: string; segment?: string; tier?: string };

export const ladderQuery = (unit: Unit, whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "whole", unit, whom],
    queryFn: ({ signal }) => settledOf(api.GET("/v1/ladder", { params: { query: given({ unit, ...whom }) }, signal })),
    placeholderData: keepPreviousData,
  });

export const calibrationQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "calibration", whom],
    queryFn: ({ signal }) => settledOf(api.GET("/v1/ladder/calibration", { params: { query: given(whom) }, signal })),
    placeholderData: keepPreviousData,
  });

export const trapQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "trap", whom],
    queryFn: ({ signal }) =>
      settledOf(api.GET("/v1/ladder/ok-trap", { params: { query: given({ limit: 200, ...whom }) }, signal })),
    placeholderData: keepPreviousData,
  });

export const gapsQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "gaps", whom],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/ladder/gaps", { params: { query: given(whom) }, signal }))).items,
    placeholderData: keepPreviousData,
  });

/** Saved filters and tiers by which the page can be narrowed. */
export const groupsQuery = queryOptions({
  queryKey: ["ladder", "groups"],
  queryFn: async ({ signal }) => {
    const [segments, tiers] = await Promise.all([
      bodyOf(api.GET("/v1/segments", { signal })),
      bodyOf(api.GET("/v1/tiers", { signal })),
    ]);
    return { segments: segments.items, tiers: tiers.items };
  },
});

/** The same as on the page, as a file made by the server. */
export const fileOf = (name: "ladder" | "ok-trap" | "expectation-gaps", whom: Whom, unit?: Unit) =>
  `/v1/export/${name}.csv${queryText({ ...(unit ? { unit } : {}), ...whom })}`;

/** By which the clients of a ladder can be told apart. */
export const attributesQuery = queryOptions({
  queryKey: ["ladder", "attributes"],
  queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/dimensions", { signal }))).attributes,
});

export const standingQuery = (client: string) =>
  queryOptions({
    queryKey: ["ladder", "client", client],
    queryFn: ({ signal }): Promise<Standing> =>
      settledOf(api.GET("/v1/clients/{id}/standing", { params: { path: { id: client } }, signal })),
    // It follows from what clients say on their own page and from what other parts of the page note: never from memory.
    staleTime: 0,
  });

type Supposed = Required<Schemas["StandingWhatIf"]>;

/** A question: nothing is kept. */
export const whatIfQuery = (client: string, supposed: Supposed) =>
  queryOptions({
    queryKey: ["ladder", "client", client, "what-if", supposed],
    queryFn: ({ signal }): Promise<Standing> =>
      settledOf(
        api.POST("/v1/clients/{id}/standing/what-if", { params: { path: { id: client } }, body: supposed, signal }),
      ),
    placeholderData: keepPreviousData,
  });

/** Other rules, other standings: wherever a client is shown with one. */
export function useSetRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["LadderRulesForm"]) => settledOf(api.PUT("/v1/ladder/rules", { body })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["ladder"] }),
        client.invalidateQueries({ queryKey: ["clients"] }),
        client.invalidateQueries({ queryKey: ["today"] }),
      ]),
  });
}

export function useAddReading() {
  return useMutation({
    mutationFn: ({ expectation, ...body }: { expectation: string } & Schemas["ReadingForm"]) =>
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
