import { useQuery } from "@tanstack/react-query";
import { api, type Schemas, type Settled, settledOf } from "../../../api/client";

export type Rung = "ambassador" | "loyal" | "satisfied" | "dissatisfied" | "unknown";

/** Best first, as the ladder has them. */
export const RUNGS: readonly Rung[] = ["ambassador", "loyal", "satisfied", "dissatisfied", "unknown"];

type Count = Settled<Schemas["RungCount"]>;

/** Where clients stand today by what they expect; `null` where the ladder rests on scores, or says nothing. */
export type Stand = { clients: number; of: (rung: Rung) => Count["share"] | undefined };

/** The same standing as on the ladder's own page, so that two rooms never say two things. */
export function useLadder(): { pending: boolean; stand: Stand | null } {
  const ladder = useQuery({
    // Renewed with everything else of the ladder.
    queryKey: ["ladder", "whole", "cockpit"],
    queryFn: ({ signal }) => settledOf(api.GET("/v1/ladder", { params: { query: { unit: "quarter" } }, signal })),
  });
  const last = ladder.data?.stretches.at(-1);
  if (!last || ladder.data?.basis !== "expectations" || last.clients === 0) {
    return { pending: ladder.isPending, stand: null };
  }
  return {
    pending: false,
    stand: { clients: last.clients, of: (rung) => last.rungs.find((it) => it.rung === rung)?.share },
  };
}
