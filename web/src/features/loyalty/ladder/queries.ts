import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, given, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";
import { http, queryText } from "../../../lib/http";
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
export type Difference = Settled<Schemas["LadderDifference"]>;
export type Outcome = { n: number; share: number | null; interval: Settled<Schemas["LadderInterval"]> | null };
export type BySign = {
  short: Outcome;
  met: Outcome;
  beyond: Outcome;
  cost: Difference | null;
  gain: Difference | null;
};
export type Calibration = Worded<
  Settled<Schemas["LadderCalibration"]>,
  {
    verdict: "not_enough" | "not_shown" | "predicts" | "misleads";
    rows: Worded<Settled<Schemas["CalibrationRow"]>, { rung: Rung }>[];
    contrasts: Worded<Settled<Schemas["CalibrationContrast"]>, { above: Rung; below: Rung }>[];
    by_sign: BySign | null;
  }
>;

export type Trapped = Worded<
  Settled<Schemas["OkTrapItem"]>,
  { owner: { id: string; name: string } | null; next: { id: string; words: string; ask_first: boolean } | null }
>;
export type OkTrap = Worded<Settled<Schemas["OkTrap"]>, { items: Trapped[] }>;
export type GapRow = Worded<Settled<Schemas["GapRow"]>, { label: string; clients: number }>;

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

/** Whose standing: the clients of a segment, of a tier, with a value of an attribute; nothing: everybody. */
export type Whom = { where?: string; segment?: string; tier?: string };

export const ladderQuery = (unit: Unit, whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "whole", unit, whom],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/ladder", { params: { query: given({ unit, ...whom }) }, signal }))) as Ladder,
    placeholderData: keepPreviousData,
  });

export const calibrationQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "calibration", whom],
    queryFn: async ({ signal }) =>
      (await settledOf(api.GET("/v1/ladder/calibration", { params: { query: given(whom) }, signal }))) as Calibration,
    placeholderData: keepPreviousData,
  });

export const trapQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "trap", whom],
    queryFn: async ({ signal }) =>
      (await settledOf(
        api.GET("/v1/ladder/ok-trap", { params: { query: given({ limit: 200, ...whom }) }, signal }),
      )) as OkTrap,
    placeholderData: keepPreviousData,
  });

export const gapsQuery = (whom: Whom) =>
  queryOptions({
    queryKey: ["ladder", "gaps", whom],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: GapRow[] }>("/v1/ladder/gaps", { query: whom, signal })).items,
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
