/**
 * The only file of this feature that speaks with the server. What holds a mapping goes by the untyped helper: a mapping is a
 * document with versions of its own, of which the schema says only that it is an object; `./types` says what stands in it.
 */
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, bodyOf } from "../../api/client";
import { http } from "../../lib/http";
import { noAnswer, ProblemError } from "../../lib/problem";
import type { FileHints, Mapping } from "./mapping/document";
import { type Import, type Outcome, running, type SavedMapping, type Upload } from "./types";

type Page<T> = { items: T[]; next?: string };

const keys = {
  imports: ["imports"] as const,
  import: (id: string) => ["imports", id] as const,
  upload: (id: string) => ["uploads", id] as const,
  mappings: ["mappings"] as const,
};

/** How far a file has come: bytes sent of all bytes. */
export type Sent = { sent: number; bytes: number };

/**
 * Sends a file as it is. `fetch` cannot say how much of a body has left, so this is the older way.
 * @throws ProblemError; an abort throws an `AbortError`
 */
export function sendFile(file: File, onSent: (progress: Sent) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => onSent({ sent: event.loaded, bytes: file.size }));
    request.addEventListener("load", () => {
      const body = readJson(request.responseText);
      if (request.status >= 200 && request.status < 300 && body) resolve(body as Upload);
      else reject(new ProblemError((body as object) ?? { code: "unreadable" }, request.status));
    });
    request.addEventListener("error", () => reject(noAnswer(new TypeError("no answer"))));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function useSendFile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, onSent, signal }: { file: File; onSent: (progress: Sent) => void; signal: AbortSignal }) =>
      sendFile(file, onSent, signal),
    onSuccess: (upload) => client.setQueryData(keys.upload(upload.id), upload),
  });
}

export function uploadQuery(id: string) {
  return queryOptions({
    queryKey: keys.upload(id),
    queryFn: ({ signal }) => http.get<Upload>(`/v1/uploads/${id}`, { signal }),
    // A file does not change by itself.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useUpload(id: string | undefined) {
  return useQuery({ ...uploadQuery(id ?? ""), enabled: id !== undefined });
}

/** Reads the file again with what somebody says of its form. */
export function useReadAgain(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: FileHints) => http.post<Upload>(`/v1/uploads/${id}/read`, file),
    onSuccess: (upload) => client.setQueryData(keys.upload(id), upload),
  });
}

/** What the mapping makes of the file. The answer to the last mapping stays until the next one comes. */
export function useOutcome(upload: string, mapping: Mapping) {
  return useQuery({
    queryKey: ["uploads", upload, "outcome", mapping],
    queryFn: ({ signal }) => http.post<Outcome>(`/v1/uploads/${upload}/preview`, { mapping }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
}

export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: { upload: string; mapping: Mapping; save_mapping_as?: string }) =>
      http.post<Import>("/v1/imports", order),
    onSuccess: (started) => {
      client.setQueryData(keys.import(started.id), started);
      void client.invalidateQueries({ queryKey: keys.imports, exact: true });
    },
  });
}

export function useImports() {
  return useQuery({
    queryKey: keys.imports,
    queryFn: ({ signal }) => http.get<Page<Import>>("/v1/imports", { signal }),
    select: (page) => page.items,
    refetchInterval: (query) => (query.state.data?.items.some((one) => running(one.state)) ? 1_500 : false),
  });
}

/**
 * One import, live while it runs: the server's events, or asking every second where they do not come through
 * (some proxies hold event streams back).
 */
export function useImport(id: string) {
  const client = useQueryClient();
  const [deaf, setDeaf] = useState(false);
  const answer = useQuery({
    queryKey: keys.import(id),
    queryFn: ({ signal }) => http.get<Import>(`/v1/imports/${id}`, { signal }),
    refetchInterval: (query) => (deaf && query.state.data && running(query.state.data.state) ? 1_000 : false),
  });
  const live = answer.data !== undefined && running(answer.data.state);
  useEffect(() => {
    if (!live) return;
    const events = new EventSource(`/v1/imports/${id}/events`);
    // Silence is as bad as an error: nothing within three seconds, and we ask.
    const silence = setTimeout(() => setDeaf(true), 3_000);
    const take = (event: MessageEvent<string>) => {
      clearTimeout(silence);
      const now = readJson(event.data) as Import | null;
      if (!now) return;
      client.setQueryData(keys.import(id), now);
      if (!running(now.state)) events.close();
    };
    events.addEventListener("message", take);
    events.addEventListener("import", take as EventListener);
    events.addEventListener("error", () => {
      events.close();
      setDeaf(true);
    });
    return () => {
      clearTimeout(silence);
      events.close();
    };
  }, [live, id, client]);
  const finished = answer.data !== undefined && !live;
  useEffect(() => {
    // What came in changes every number on every other page.
    if (finished)
      void client.invalidateQueries({
        predicate: (query) =>
          query.queryKey[0] !== "imports" && query.queryKey[0] !== "uploads" && query.queryKey[0] !== "me",
      });
  }, [finished, client]);
  return answer;
}

function useAct(verb: "cancel" | "undo") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<Import | undefined>(`/v1/imports/${id}/${verb}`),
    onSettled: () =>
      client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "uploads" && query.queryKey[0] !== "me" }),
  });
}

export const useCancelImport = () => useAct("cancel");
export const useUndoImport = () => useAct("undo");

/** Where the rows that were set aside can be fetched, with the reason of each. */
export const rejectsLink = (id: string) => `/v1/imports/${id}/rejects`;

/** Where the values that were left out of rows that stayed can be fetched. */
export const leftOutLink = (id: string) => `/v1/imports/${id}/left-out`;

export function useMappings() {
  return useQuery({
    queryKey: keys.mappings,
    queryFn: ({ signal }) => http.get<Page<SavedMapping>>("/v1/mappings", { signal }),
    select: (page) => page.items,
  });
}

export function useFetchMapping() {
  return useMutation({
    mutationFn: (id: string) => http.get<{ mapping: Mapping }>(`/v1/mappings/${id}`),
  });
}

export function useSaveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: { name: string; mapping: Mapping }) => http.post<SavedMapping>("/v1/mappings", order),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.mappings }),
  });
}

/** Labels that the organization has already, so that a file's columns can join them. */
export function useKnownPlaces() {
  return useQuery({
    queryKey: ["places"],
    queryFn: async ({ signal }) => {
      const [touchpoints, stages, channels] = await Promise.all([
        bodyOf(api.GET("/v1/touchpoints", { signal })),
        bodyOf(api.GET("/v1/stages", { signal })),
        bodyOf(api.GET("/v1/channels", { signal })),
      ]);
      return { touchpoints: touchpoints.items, stages: stages.items, channels: channels.items };
    },
  });
}
