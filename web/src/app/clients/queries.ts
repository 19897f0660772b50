import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { http } from "../../lib/http";

export type FoundClient = { id: string; key: string; name: string | null };

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
    queryFn: async ({ signal }) =>
      (await http.get<{ items: FoundClient[] }>("/v1/clients", { query: { q, limit: 12 }, signal })).items,
  });
}
