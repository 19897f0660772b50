import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../api/client";
import { send } from "../../lib/http";
import type { ReadPromise } from "../../ui/promise/promise";

/** The API writes every field; what is unknown is `null`. The generated types call such fields optional. */
type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

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
      const answer = await send("/v1/today", { signal, headers: { accept: "application/json" } });
      return { ...((await answer.json()) as Today), keptAt: answer.headers.get("x-kept-at") };
    },
    refetchInterval: 5 * 60_000,
  });
}

/** After something was settled, what is due is another. */
export function useForgetToday() {
  const client = useQueryClient();
  return () =>
    Promise.all([client.invalidateQueries({ queryKey: today }), client.invalidateQueries({ queryKey: upcoming })]);
}

/** Takes back what was last said of several prompts of one client. */
export function useUndo() {
  const forget = useForgetToday();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await bodyOf(api.POST("/v1/today/{id}/undo", { params: { path: { id } } }));
    },
    onSettled: forget,
  });
}

/** A promise is open again after all. */
export function useReopenPromise() {
  const forget = useForgetToday();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/promises/{id}/reopen", { params: { path: { id } } })),
    onSettled: forget,
  });
}

/** Reads a line by the server's rule; the client is known. */
export async function readPromise(text: string, client: string, signal: AbortSignal): Promise<ReadPromise> {
  return (await bodyOf(api.POST("/v1/promises/parse", { body: { text, client }, signal }))) as ReadPromise;
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
  const forget = useForgetToday();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/link-requests/{id}/settle", { params: { path: { id } } })),
    onSettled: forget,
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
  });
}

export function useUpcoming(id: string) {
  return useQuery({
    queryKey: [...upcoming, id],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/clients/{id}/upcoming", { params: { path: { id } }, signal }))) as Upcoming,
  });
}

export function useCareRules() {
  return useQuery({
    queryKey: rules,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/care-rules", { signal }))).items as CareRule[],
  });
}

function useForgetRules() {
  const client = useQueryClient();
  const forget = useForgetToday();
  return () => Promise.all([client.invalidateQueries({ queryKey: rules }), forget()]);
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
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/calendar-links", { signal }))).items as CalendarLink[],
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
