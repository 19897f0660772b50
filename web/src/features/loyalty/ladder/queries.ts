import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import type { Rung } from "./rungs";

/** The schema says of these fields only that they are words; its descriptions list which. */
type Worded<T, Words> = Omit<T, keyof Words> & Words;

export type Unit = "month" | "quarter" | "year";
type Basis = "expectations" | "scores";

export type Rate = Settled<Schemas["LadderRate"]>;
export type RungCount = Worded<Settled<Schemas["RungCount"]>, { rung: Rung }>;
export type Stretch = Worded<Settled<Schemas["LadderStretch"]>, { rungs: RungCount[] }>;
export type Move = Worded<Settled<Schemas["LadderMove"]>, { from: Rung | null; to: Rung | null }>;
export type Step = Worded<Settled<Schemas["LadderStep"]>, { moves: Move[] }>;
export type Rules = Worded<Settled<Schemas["LadderRules"]>, { basis: Basis }>;
export type Ladder = Worded<
  Settled<Schemas["Ladder"]>,
  { basis: Basis; stretches: Stretch[]; steps: Step[]; rules: Rules }
>;

export type Slope = Settled<Schemas["AsymmetrySlope"]>;
export type Asymmetry = Settled<Schemas["Asymmetry"]>;
export type Calibration = Worded<
  Settled<Schemas["LadderCalibration"]>,
  {
    verdict: "not_enough" | "not_shown" | "predicts" | "misleads";
    rows: Worded<Settled<Schemas["CalibrationRow"]>, { rung: Rung }>[];
    contrasts: Worded<Settled<Schemas["CalibrationContrast"]>, { above: Rung; below: Rung }>[];
  }
>;

export type OkTrap = Settled<Schemas["OkTrap"]>;
export type Trapped = Settled<Schemas["OkTrapItem"]>;
export type GapRow = Settled<Schemas["GapRow"]>;

/** What a reason does not need is left out. */
export type Reason = Worded<
  Schemas["StandingReason"],
  {
    code:
      | "nothing_known"
      | "little_covered"
      | "must_short"
      | "must_below"
      | "mean_short"
      | "mean_below"
      | "met"
      | "plus_one_felt"
      | "no_plus_one"
      | "advocate"
      | "no_scores"
      | "scores";
    proof?: Schemas["AdvocacyKind"] | null;
  }
>;
export type Item = Worded<
  Settled<Schemas["StandingItem"]>,
  { level: Schemas["ExpectationLevel"]; source: "said" | "touch" | "survey" | "portal" | null }
>;
export type Standing = Worded<
  Settled<Schemas["ClientStanding"]>,
  {
    rung: Rung;
    basis: Basis;
    reasons: Reason[];
    items: Item[];
    changes: Worded<Settled<Schemas["StandingChange"]>, { from: Rung; to: Rung; reasons: Reason[] }>[];
  }
>;

export const ladderQuery = (unit: Unit, where?: string) =>
  queryOptions({
    queryKey: ["ladder", "whole", unit, where ?? ""],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/ladder", { params: { query: given({ unit, where }) }, signal }))) as Ladder,
    placeholderData: keepPreviousData,
  });

export const calibrationQuery = (where?: string) =>
  queryOptions({
    queryKey: ["ladder", "calibration", where ?? ""],
    queryFn: async ({ signal }) =>
      (await settledOf(
        api.GET("/v1/ladder/calibration", { params: { query: given({ where }) }, signal }),
      )) as Calibration,
    placeholderData: keepPreviousData,
  });

export const trapQuery = queryOptions({
  queryKey: ["ladder", "trap"],
  queryFn: ({ signal }) => settledOf(api.GET("/v1/ladder/ok-trap", { params: { query: { limit: 200 } }, signal })),
});

export const gapsQuery = queryOptions({
  queryKey: ["ladder", "gaps"],
  queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/ladder/gaps", { signal }))).items,
});

/** By which the clients of a ladder can be told apart. */
export const attributesQuery = queryOptions({
  queryKey: ["ladder", "attributes"],
  queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/dimensions", { signal }))).attributes,
});

export const standingQuery = (client: string) =>
  queryOptions({
    queryKey: ["ladder", "client", client],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/clients/{id}/standing", { params: { path: { id: client } }, signal }))) as Standing,
    // It follows from what clients say on their own page and from what other parts of the page note: never from memory.
    staleTime: 0,
  });

type Supposed = Required<Schemas["StandingWhatIf"]>;

/** A question: nothing is kept. */
export const whatIfQuery = (client: string, supposed: Supposed) =>
  queryOptions({
    queryKey: ["ladder", "client", client, "what-if", supposed],
    queryFn: async ({ signal }) =>
      (await settledOf(
        api.POST("/v1/clients/{id}/standing/what-if", { params: { path: { id: client } }, body: supposed, signal }),
      )) as Standing,
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
    // Readings have numbers, and paths are text.
    mutationFn: (id: number) => settledOf(api.DELETE("/v1/readings/{id}", { params: { path: { id: String(id) } } })),
    onSuccess: useAfterwards("reading"),
  });
}
