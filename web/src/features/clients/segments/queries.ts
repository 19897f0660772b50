import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../lib/http";
import { type ClientRow, forgetClients, type Segment } from "../queries";
import type { Filter } from "./tree";

export type Preview = { clients: number; of: number; first: ClientRow[] };

/** Whom a filter means now. */
export function usePreview(filter: Filter) {
  return useQuery({
    queryKey: ["clients", "preview", filter],
    queryFn: ({ signal }) => http.post<Preview>("/v1/segments/preview", { filter }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useSaveSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string | null; name: string; filter: Filter }) =>
      id === null
        ? http.post<Segment>("/v1/segments", body)
        : http.patch<Segment>(`/v1/segments/${encodeURIComponent(id)}`, body),
    onSuccess: () => forgetClients(client),
  });
}

export function useDeleteSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete<void>(`/v1/segments/${encodeURIComponent(id)}`),
    onSuccess: () => forgetClients(client),
  });
}
