/** The only file of the inventory that speaks with the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, bodyOf, settledOf } from "../../../api/client";
import { queryText, send } from "../../../lib/http";
import { isProblem } from "../../../lib/problem";
import type {
  AcceptItem,
  Change,
  Comparison,
  Coverage,
  Decision,
  Discovery,
  Existence,
  FileDiscoveries,
  Finding,
  ImportOutcome,
  Intentionality,
  Inventory,
  NewComparison,
  NewTouchpoint,
  PlanState,
  Touchpoint,
  TouchpointChange,
} from "./types";

type List<T> = { items: T[] };

const keys = {
  inventory: ["design", "inventory"] as const,
  plans: ["design", "plans", "states"] as const,
  findings: ["design", "gaps", "open"] as const,
  changes: ["design", "changes"] as const,
  templates: ["design", "templates"] as const,
  discoveries: ["design", "discoveries"] as const,
  intentionality: ["design", "intentionality"] as const,
};

export function useInventory() {
  return useQuery({
    queryKey: keys.inventory,
    queryFn: async ({ signal }): Promise<Inventory> => {
      const said = await bodyOf(api.GET("/v1/inventory", { signal }));
      return {
        ...said,
        coverage: said.coverage as Coverage,
        touchpoints: said.touchpoints as Touchpoint[],
        cells: said.cells.map(({ stage, channel, audience, reason }) => ({
          stage: stage.key,
          channel: channel.key,
          audience: audience?.key ?? null,
          reason,
        })),
      };
    },
  });
}

/** A part of the page that may not be there (a role may not see it) leaves the rest as it is. */
async function ifAny<T>(answer: Promise<List<T>>): Promise<T[]> {
  try {
    return (await answer).items;
  } catch (error) {
    if (isProblem(error) && (error.status === 404 || error.status === 403)) return [];
    throw error;
  }
}

/** How far each touchpoint's plan is. */
export function usePlanStates() {
  return useQuery({
    queryKey: keys.plans,
    queryFn: ({ signal }): Promise<PlanState[]> => ifAny(settledOf(api.GET("/v1/plans", { signal }))),
  });
}

/** What the gap finder has found and nobody has decided yet. */
export function useOpenFindings() {
  return useQuery({
    queryKey: keys.findings,
    queryFn: ({ signal }): Promise<Finding[]> =>
      ifAny(settledOf(api.GET("/v1/findings", { params: { query: { state: "open" } }, signal }))),
  });
}

export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
    staleTime: 60_000,
  });
}

// Changes. Each answers with the change it made, by which it can be taken back.

/** Whatever changes the inventory changes the scores' names and places, too. */
export function useRefresh() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["design"] }),
        client.invalidateQueries({ queryKey: ["insight"] }),
        client.invalidateQueries({ queryKey: ["touchpoints"] }),
      ]),
    [client],
  );
}

export type Made = { change?: string | null };

export const write = {
  /** One by itself (only so can its name change), many together. */
  change: ([first, ...more]: readonly string[], body: TouchpointChange): Promise<Made> =>
    first !== undefined && more.length === 0
      ? bodyOf(api.PATCH("/v1/touchpoints/{id}", { params: { path: { id: first } }, body }))
      : bodyOf(api.POST("/v1/touchpoints/bulk", { body: { ids: first ? [first, ...more] : [], change: body } })),
  create: (body: NewTouchpoint) => bodyOf(api.POST("/v1/touchpoints", { body })),
  remove: (id: string): Promise<Made> => bodyOf(api.DELETE("/v1/touchpoints/{id}", { params: { path: { id } } })),
  decide: (body: Decision): Promise<Made> => bodyOf(api.PUT("/v1/cells", { body })),
  withdraw: ({ stage, channel, audience }: Decision): Promise<Made> =>
    bodyOf(api.DELETE("/v1/cells", { params: { query: { stage, channel, ...(audience ? { audience } : {}) } } })),
  undo: (id: string) => bodyOf(api.POST("/v1/changes/{id}/undo", { params: { path: { id } } })),
  applyTemplate: (key: string, body: { touchpoints: string[]; existence: Existence; locale: string }) =>
    bodyOf(api.POST("/v1/templates/{key}/apply", { params: { path: { key } }, body })),
  accept: (items: AcceptItem[]) => bodyOf(api.POST("/v1/discoveries/accept", { body: { items } })),
};

/** Shows a change at once; the server's answer then has the last word. Returns how to take the guess back. */
export function useGuess() {
  const client = useQueryClient();
  return useCallback(
    async (guess: (before: Inventory) => Inventory): Promise<() => void> => {
      await client.cancelQueries({ queryKey: keys.inventory });
      const before = client.getQueryData<Inventory>(keys.inventory);
      if (before) client.setQueryData(keys.inventory, guess(before));
      return () => client.setQueryData(keys.inventory, before);
    },
    [client],
  );
}

/** As many as one looks back through. */
const CHANGES = 100;

export function useChanges() {
  return useQuery({
    queryKey: keys.changes,
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/changes", { params: { query: { limit: CHANGES } }, signal }))).items as Change[],
  });
}

/** Where the rows of a file that were not taken can be had. */
export function rejectsFile(change: string): string {
  return `/v1/changes/${change}/rejects`;
}

export function exportFile(kind: "csv" | "xlsx"): string {
  return `/v1/export/inventory.${kind}`;
}

/** Sends a file as it is; a dry run says what would happen and leaves everything as it was. */
export function sendInventory(file: File, dryRun: boolean): Promise<ImportOutcome> {
  return sendFile<ImportOutcome>("/v1/inventory/import", { name: file.name, dry_run: dryRun }, file);
}

async function sendFile<T>(path: string, query: Record<string, string | boolean>, file: File): Promise<T> {
  const response = await send(path + queryText(query), {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/octet-stream" },
    body: file,
  });
  return (await response.json()) as T;
}

// Stages, channels and audiences

export function useEditPlaces(kind: "stages" | "channels") {
  const refresh = useRefresh();
  const stages = kind === "stages";
  const add = useMutation({
    mutationFn: (body: { label: string }) =>
      stages ? bodyOf(api.POST("/v1/stages", { body })) : bodyOf(api.POST("/v1/channels", { body })),
    onSuccess: refresh,
  });
  const rename = useMutation({
    mutationFn: ({ id, label }: { id: string; label: string }) => {
      const asked = { params: { path: { id } }, body: { label } };
      return stages ? bodyOf(api.PATCH("/v1/stages/{id}", asked)) : bodyOf(api.PATCH("/v1/channels/{id}", asked));
    },
    onSuccess: refresh,
  });
  const order = useMutation({
    mutationFn: (all: string[]) =>
      stages
        ? bodyOf(api.PUT("/v1/stages/order", { body: { keys: all } }))
        : bodyOf(api.PUT("/v1/channels/order", { body: { keys: all } })),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: string) => {
      const asked = { params: { path: { id } } };
      return stages ? bodyOf(api.DELETE("/v1/stages/{id}", asked)) : bodyOf(api.DELETE("/v1/channels/{id}", asked));
    },
    onSuccess: refresh,
  });
  return { add, rename, order, remove };
}

export function useEditAudiences() {
  const refresh = useRefresh();
  const add = useMutation({
    mutationFn: (body: { label: string; filter: string[] }) => bodyOf(api.POST("/v1/audiences", { body })),
    onSuccess: refresh,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: string; label?: string; filter?: string[] }) =>
      bodyOf(api.PATCH("/v1/audiences/{id}", { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/audiences/{id}", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  return { add, change, remove };
}

// Templates

export function useTemplates(locale: string) {
  return useQuery({
    queryKey: [...keys.templates, locale],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/templates", { params: { query: { locale } }, signal }))).items,
  });
}

export function useTemplate(key: string, locale: string) {
  return useQuery({
    queryKey: [...keys.templates, locale, key],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/v1/templates/{key}", { params: { path: { key }, query: { locale } }, signal })),
  });
}

// What happens and nobody wrote down

export function useDiscoveries() {
  return useQuery({
    queryKey: keys.discoveries,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/discoveries", { signal }))).items as Discovery[],
  });
}

export function useDismissed() {
  return useQuery({
    queryKey: [...keys.discoveries, "dismissed"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/discoveries/dismissed", { signal }))).items,
  });
}

export function useSendDiscoveries() {
  return useMutation({
    mutationFn: (file: File) => sendFile<FileDiscoveries>("/v1/discoveries/file", { name: file.name }, file),
  });
}

export function useDecideDiscoveries() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: keys.discoveries });
  const dismiss = useMutation({
    mutationFn: (items: { ground: string; label: string }[]) =>
      bodyOf(api.POST("/v1/discoveries/dismiss", { body: { items } })),
    onSuccess,
  });
  const restore = useMutation({
    mutationFn: (grounds: string[]) => bodyOf(api.POST("/v1/discoveries/restore", { body: { grounds } })),
    onSuccess,
  });
  return { dismiss, restore };
}

// Ours against the industry's

export function useIntentionality() {
  return useQuery({
    queryKey: keys.intentionality,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/intentionality", { signal }))) as Intentionality,
  });
}

export function useComparisons() {
  return useQuery({
    queryKey: [...keys.intentionality, "comparisons"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/comparisons", { signal }))).items as Comparison[],
  });
}

export function useEditComparisons() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: keys.intentionality });
  const add = useMutation({
    mutationFn: (body: NewComparison) => bodyOf(api.POST("/v1/comparisons", { body })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Omit<NewComparison, "touchpoint">) =>
      bodyOf(api.PATCH("/v1/comparisons/{id}", { params: { path: { id } }, body })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE("/v1/comparisons/{id}", { params: { path: { id } } })),
    onSuccess,
  });
  return { add, change, remove };
}
