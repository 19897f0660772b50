import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas, type Settled, settledOf } from "../../api/client";
import { useAfterwards } from "../../app/afterwards";
import { send } from "../../lib/http";
import type { ReadPromise } from "../../ui/promise/promise";

export type Today = Settled<Schemas["Today"]> & {
  /** Set where no answer came and this is the one from before. */
  keptAt: string | null;
};
export type Touch = Settled<Schemas["TodayTouch"]>;
export type Place = Settled<Schemas["TodayPlace"]>;
export type Expectation = Settled<Schemas["TodayExpectation"]>;
export type Words = Settled<Schemas["TodayWords"]>;
export type Promised = Settled<Schemas["TodayPromise"]>;
export type Prompt = Settled<Schemas["Prompt"]>;
export type LinkRequest = Settled<Schemas["TodayLinkRequest"]>;
export type Upcoming = Settled<Schemas["Upcoming"]>;
export type CareRule = Settled<Schemas["CareRule"]>;
export type CareRuleForm = Schemas["CareRuleForm"];
export type LogForm = Schemas["LogForm"];
export type Logged = Settled<Schemas["Logged"]>;
export type CalendarLink = Settled<Schemas["CalendarLink"]>;

const today = ["today"] as const;
const upcoming = ["upcoming"] as const;
const rules = ["care-rules"] as const;
const links = ["calendar-links"] as const;

export function useToday() {
  return useQuery({
    queryKey: today,
    queryFn: async ({ signal }): Promise<Today> => {
      // Not by the typed client: whether this is the answer from before stands in a header, which that one leaves behind.
      const answer = await send("/v1/today", { signal, headers: { accept: "application/json" } });
      return { ...((await answer.json()) as Today), keptAt: answer.headers.get("x-kept-at") };
    },
    refetchInterval: 5 * 60_000,
  });
}

/** After what waited was sent: what else it changes than the day. */
export function useAfterSent() {
  const after = { log: useAfterwards("touch"), later: useAfterwards("prompt"), promise: useAfterwards("promise") };
  return (kind: keyof typeof after = "log") => after[kind]();
}

/** Takes back what was last said of several prompts of one client. */
export function useUndo() {
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await bodyOf(api.POST("/v1/today/{id}/undo", { params: { path: { id } } }));
    },
    onSettled: useAfterwards("prompt"),
  });
}

/** A promise is open again after all. */
export function useReopenPromise() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/promises/{id}/reopen", { params: { path: { id } } })),
    onSettled: useAfterwards("promise"),
  });
}

/** Reads a line by the server's rule; the client is known. */
export function readPromise(text: string, client: string, signal: AbortSignal): Promise<ReadPromise> {
  return settledOf(api.POST("/v1/promises/parse", { body: { text, client }, signal }));
}

/** Who can do what is promised. */
export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
    staleTime: 60_000,
  });
}

/** They need no new link, or have one. */
export function useSettleLinkRequest() {
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/link-requests/{id}/settle", { params: { path: { id } } })),
    onSettled: useAfterwards("prompt"),
  });
}

/** What the client felt, said on the spot; asked for after one's own view is stored. */
export function useRecordFelt() {
  return useMutation({
    mutationFn: ({ touch, perception, words }: { touch: string; perception: number; words: string }) =>
      bodyOf(
        api.POST("/v1/touches/{id}/felt", {
          params: { path: { id: touch } },
          body: { perception, ...(words === "" ? {} : { words }) },
        }),
      ),
    onSuccess: useAfterwards("touch"),
  });
}

export function useUpcoming(id: string) {
  return useQuery({
    queryKey: [...upcoming, id],
    queryFn: ({ signal }): Promise<Upcoming> =>
      settledOf(api.GET("/v1/clients/{id}/upcoming", { params: { path: { id } }, signal })),
  });
}

export function useCareRules() {
  return useQuery({
    queryKey: rules,
    queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/care-rules", { signal }))).items,
  });
}

function useForgetRules() {
  const client = useQueryClient();
  const afterwards = useAfterwards("prompt");
  return () => Promise.all([client.invalidateQueries({ queryKey: rules }), afterwards()]);
}

export function useSaveCareRule() {
  const forget = useForgetRules();
  return useMutation({
    mutationFn: ({ id, form }: { id: string | null; form: CareRuleForm }) =>
      id === null
        ? bodyOf(api.POST("/v1/care-rules", { body: form }))
        : bodyOf(api.PATCH("/v1/care-rules/{id}", { params: { path: { id } }, body: form })),
    onSuccess: forget,
  });
}

export function useDeleteCareRule() {
  const forget = useForgetRules();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/care-rules/{id}", { params: { path: { id } } })),
    onSuccess: forget,
  });
}

export function useRestoreCareRule() {
  const forget = useForgetRules();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/care-rules/{id}/restore", { params: { path: { id } } })),
    onSuccess: forget,
  });
}

export function useTiers() {
  return useQuery({
    queryKey: ["tiers"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/tiers", { signal }))).items,
    staleTime: 60_000,
  });
}

/** Live touchpoints where people meet, for a rule to suggest. */
export function useMeetingPlaces() {
  return useQuery({
    queryKey: ["touchpoints"],
    queryFn: ({ signal }) => bodyOf(api.GET("/v1/touchpoints", { signal })),
    select: ({ items }) =>
      items
        .filter(({ kind, existence }) => kind === "dynamic" && (existence === "live" || existence === "planned"))
        .map(({ id, label }) => ({ id, label })),
    staleTime: 60_000,
  });
}

export function useCalendarLinks(open: boolean) {
  return useQuery({
    queryKey: links,
    queryFn: async ({ signal }) => (await settledOf(api.GET("/v1/calendar-links", { signal }))).items,
    enabled: open,
  });
}

export function useMakeCalendarLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST("/v1/calendar-links")),
    onSuccess: () => client.invalidateQueries({ queryKey: links }),
  });
}

export function useRevokeCalendarLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/calendar-links/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: links }),
  });
}
