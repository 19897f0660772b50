import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, settledOf } from "../../../api/client";
import { forgetClients } from "../queries";
import type { Filter } from "./tree";

/** The schema calls the tree an object; what may stand in it is said by `Filter`. */
const document = (filter: Filter) => filter as unknown as Schemas["ClientFilter"];

/** Whom a filter means now. */
export function usePreview(filter: Filter) {
  return useQuery({
    queryKey: ["clients", "preview", filter],
    queryFn: ({ signal }) =>
      settledOf(api.POST("/v1/segments/preview", { body: { filter: document(filter) }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useSaveSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name, filter }: { id: string | null; name: string; filter: Filter }) => {
      const body = { name, filter: document(filter) };
      return id === null
        ? settledOf(api.POST("/v1/segments", { body }))
        : settledOf(api.PATCH("/v1/segments/{id}", { params: { path: { id } }, body }));
    },
    onSuccess: () => forgetClients(client),
  });
}

export function useDeleteSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => settledOf(api.DELETE("/v1/segments/{id}", { params: { path: { id } } })),
    onSuccess: () => forgetClients(client),
  });
}
