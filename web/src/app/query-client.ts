import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../lib/problem";

/** Refusals are final; only a missing answer or a server in trouble is worth asking again. */
export function retryable(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  return error instanceof ProblemError && (error.status === 0 || error.status === 429 || error.status >= 502);
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: retryable, staleTime: 30_000, refetchOnWindowFocus: true, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
