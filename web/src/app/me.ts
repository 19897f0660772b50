import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { meQuery } from "./queries";

export type Role = Schemas["Role"];
export type Me = Schemas["Me"];

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
