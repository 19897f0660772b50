import { noAnswer, ProblemError, problemOf } from "./problem";

type QueryValue = string | number | boolean | undefined | null;
export type Query = Record<string, QueryValue | readonly string[]>;

type Options = { query?: Query; body?: unknown; signal?: AbortSignal };

/** Turns a query into text; an array repeats its key (`where=a=1&where=b=2`), an absent value leaves it out. */
export function queryText(query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value)) for (const each of value) params.append(key, each);
    else params.append(key, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

const expired = new Set<() => void>();

/** Calls `listener` whenever the server says that nobody is signed in. Returns how to stop. */
export function onSessionExpired(listener: () => void): () => void {
  expired.add(listener);
  return () => expired.delete(listener);
}

export function sayExpired(): void {
  for (const listener of expired) listener();
}

/**
 * `fetch` that throws a `ProblemError` for every answer that is not ok. Use `http` for JSON;
 * this one is for bodies and answers that are not JSON (uploads, files).
 */
export async function send(target: string | Request, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(target, { credentials: "same-origin", ...init });
  } catch (cause) {
    throw noAnswer(cause);
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  const path = typeof target === "string" ? target : new URL(target.url).pathname;
  // Asking who one is may answer this without anything having expired; see meQuery.
  if (problem.status === 401 && problem.code !== "wrong_credentials" && path !== "/v1/me") sayExpired();
  throw problem;
}

async function request<T>(method: string, path: string, { query, body, signal }: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const init: RequestInit = { method, headers };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  const response = await send(path + queryText(query), init);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  if (text === "") return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ProblemError({ code: "unreadable" }, response.status);
  }
}

/** JSON over HTTP. Every method throws `ProblemError`. */
export const http = {
  get: <T>(path: string, options?: Options) => request<T>("GET", path, options),
  post: <T>(path: string, body?: unknown, options?: Options) => request<T>("POST", path, { ...options, body }),
  put: <T>(path: string, body: unknown, options?: Options) => request<T>("PUT", path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options?: Options) => request<T>("PATCH", path, { ...options, body }),
  delete: <T>(path: string, options?: Options) => request<T>("DELETE", path, options),
};
