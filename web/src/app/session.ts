import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { i18n } from "../i18n/i18n";
import { pickLanguage } from "../i18n/languages";
import { http } from "../lib/http";
import { type Me, meQuery } from "./me";

/** What does not belong to whoever is signed in: who that is, and the pages at the door. */
const kept: readonly unknown[] = [meQuery.queryKey[0], "setup", "invitation"];

/** Takes over who is signed in now, and speaks their language. Everything known before belonged to somebody else. */
export async function enter(queryClient: QueryClient, me: Me): Promise<void> {
  queryClient.setQueryData(meQuery.queryKey, me);
  void queryClient.resetQueries({ predicate: (query) => !kept.includes(query.queryKey[0]) });
  await speak(me);
}

/** Changes to the person's language, if it is another one. */
export async function speak(me: Me): Promise<void> {
  if (!me.person.locale) return;
  const language = pickLanguage([me.person.locale]);
  if (language !== i18n.language) await i18n.changeLanguage(language);
}

export function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => http.delete("/v1/session"),
    onSettled: async () => {
      // Also after a failure: whoever wants to leave must not see the screens any longer.
      queryClient.setQueryData(meQuery.queryKey, null);
      await router.navigate({ to: "/sign-in" });
      queryClient.clear();
    },
  });
}

export function useSwitchOrganization() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (id: string) => http.post<Me>("/v1/session/organization", { id }),
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
    mutationFn: (body: { name: string; time_zone: string }) =>
      http.post<{ id: string; name: string }>("/v1/organizations", body),
    onSuccess: ({ id }) => switchTo.mutateAsync(id),
  });
}

/** Keeps the person's language on the server, so that it follows them to the next browser. */
export function useChangeLanguage() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (locale: string) => {
      await i18n.changeLanguage(locale);
      return http.patch<Me>("/v1/me", { locale });
    },
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  });
}
