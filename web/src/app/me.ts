import { queryOptions, useQuery } from "@tanstack/react-query";
import { http, sayExpired } from "../lib/http";
import { isProblem } from "../lib/problem";

export type Role = "owner" | "designer" | "frontline" | "analyst";

export type Me = {
  person: { id: string; name: string; email: string; role: Role; locale: string | null };
  organization: { id: string; name: string; time_zone: string; demo: boolean };
  organizations: { id: string; name: string }[];
  /** Names as in docs/permissions.md: "read_insight", "run_imports", … */
  permissions: string[];
};

/** Who is signed in; `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal, client }): Promise<Me | null> => {
    try {
      return await http.get<Me>("/v1/me", { signal });
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

/** Who is signed in. Only for pages inside the shell, which is not drawn for nobody. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe outside the shell");
  return data;
}

/** Whether the person's role allows it. The server decides; this only hides what would be refused. */
export function useMay(permission: string): boolean {
  const { data } = useQuery(meQuery);
  return data?.permissions.includes(permission) ?? false;
}
