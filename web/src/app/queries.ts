import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, bodyOf, type Schemas } from "../api/client";
import { i18n } from "../i18n/i18n";
import { pickLanguage } from "../i18n/languages";
import { sayExpired } from "../lib/http";
import { isProblem } from "../lib/problem";

type Me = Schemas["Me"];

/** Who is signed in; `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal, client }): Promise<Me | null> => {
    try {
      return await bodyOf(api.GET("/v1/me", { signal }));
    } catch (error) {
      if (!isProblem(error) || error.status !== 401) throw error;
      const before = client.getQueryData<Me | null>(["me"]);
      if (!before) return null;
      // The session ended while the page was open: the page stays, with what was typed, and asks to sign in again.
      sayExpired();
      return before;
    }
  },
  staleTime: 5 * 60_000,
});

/** Whether the server waits for its owner. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/setup", { signal })),
});

/** All touchpoints, for finding one by name. */
export const touchpointsQuery = queryOptions({
  queryKey: ["touchpoints"],
  queryFn: ({ signal }) => bodyOf(api.GET("/v1/touchpoints", { signal })),
});

/** What does not belong to whoever is signed in: who that is, and the pages at the door. */
const kept: readonly unknown[] = ["me", "setup", "invitation"];

/** Takes over who is signed in now, and speaks their language. Everything known before belonged to somebody else. */
export async function enter(queryClient: QueryClient, me: Me): Promise<void> {
  queryClient.setQueryData(meQuery.queryKey, me);
  void queryClient.resetQueries({ predicate: (query) => !kept.includes(query.queryKey[0]) });
  await speak(me);
}

/** Changes to the person's language, if it is another one. */
export async function speak(me: Me): Promise<void> {
  const language = pickLanguage([me.person.locale]);
  if (language !== i18n.language) await i18n.changeLanguage(language);
}

/** Signs in again where the session ended. The page underneath goes on if it is the same organization. */
export function useSignInAgain(me: Me) {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (password: string) => bodyOf(api.POST("/v1/session", { body: { email: me.person.email, password } })),
    onSuccess: async (now) => {
      if (now.organization.id !== me.organization.id) return enter(queryClient, now);
      queryClient.setQueryData(meQuery.queryKey, now);
      await queryClient.invalidateQueries();
      // Pages that could not load for want of a session try again.
      await router.invalidate();
    },
  });
}

/** Leaves for the sign-in page and forgets everything. */
export function useLeave() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    queryClient.setQueryData(meQuery.queryKey, null);
    await router.navigate({ to: "/sign-in" });
    queryClient.clear();
  };
}

export function useSignOut() {
  const leave = useLeave();
  return useMutation({
    mutationFn: () => bodyOf(api.DELETE("/v1/session")),
    // Also after a failure: whoever wants to leave must not see the screens any longer.
    onSettled: leave,
  });
}

export function useSwitchOrganization() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST("/v1/session/organization", { body: { id } })),
    onSuccess: async (me) => {
      await enter(queryClient, me);
      // The page at hand may name a thing of the other organization.
      await router.navigate({ to: "/cockpit" });
    },
  });
}

export function useCreateOrganization() {
  const switchTo = useSwitchOrganization();
  return useMutation({
    mutationFn: (body: Schemas["NewOrganization"]) => bodyOf(api.POST("/v1/organizations", { body })),
    onSuccess: ({ id }) => switchTo.mutateAsync(id),
  });
}

/** Keeps the person's language on the server, so that it follows them to the next browser. */
export function useChangeLanguage() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (locale: string) => {
      const me = await bodyOf(api.PATCH("/v1/me", { body: { locale } }));
      // Known before it is spoken: a page that is fetched ahead meanwhile speaks the language that is known.
      queryClient.setQueryData(meQuery.queryKey, me);
      await i18n.changeLanguage(locale);
    },
  });
}
