import createClient from "openapi-fetch";
import { send } from "../lib/http";
import type { components, paths } from "./schema";

/** What the server sends and takes, by name. */
export type Schemas = components["schemas"];

/** Every operation of openapi.json, with its path, query and body typed. Refusals are thrown as `ProblemError`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: (request) => send(request) });

/** The body of an answer; refusals have been thrown before. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
