import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Schemas, type Settled, settledOf } from "../../api/client";

/** `merged_into` is left out where the client stands for itself. */
export type Client = Settled<Omit<Schemas["Client"], "merged_into">> & Pick<Schemas["Client"], "merged_into">;
export type Contact = Settled<Schemas["Contact"]>;
export type ClientName = Settled<Schemas["ClientName"]>;
export type FoundClient = Pick<Settled<Schemas["ListedClient"]>, "id" | "key" | "name">;

/** A value that stands still for a moment: what is typed becomes one question, not one a letter. */
function useSettled(value: string, pauseMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return;
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, settled, pauseMs]);
  return settled;
}

/** Clients found by the beginnings of what was typed; nothing is asked for nothing. */
export function useFoundClients(text: string, enabled = true) {
  const q = useSettled(text.trim(), 120);
  return useQuery({
    queryKey: ["clients", "found", q],
    enabled: enabled && q !== "",
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<FoundClient[]> =>
      (await settledOf(api.GET("/v1/clients", { params: { query: { q, limit: 12 } }, signal }))).items,
  });
}

/** One client; the parts of its page ask with the same key, and once. */
export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ["clients", "one", id],
    queryFn: ({ signal }): Promise<Client> =>
      settledOf(api.GET("/v1/clients/{id}", { params: { path: { id } }, signal })),
  });

/** The people of a client. */
export const contactsQuery = (client: string) =>
  queryOptions({
    queryKey: ["clients", "contacts", client],
    queryFn: async ({ signal }): Promise<Contact[]> =>
      (await settledOf(api.GET("/v1/clients/{id}/contacts", { params: { path: { id: client } }, signal }))).items,
  });
