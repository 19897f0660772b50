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

/**
 * An answer in which every field is written, `null` where nothing is known. The schema calls such fields optional,
 * because it is the same for what may be sent. Only the `next` of a last page is left out all the same.
 */
export type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

/** The body of an answer whose fields are all written. */
export async function settledOf<T>(answer: Promise<{ data?: T }>): Promise<Settled<T>> {
  return (await answer).data as Settled<T>;
}

/** A query without what nobody asked for. */
export function given<T extends object>(query: T): { [Key in keyof T]?: Exclude<T[Key], undefined | null | ""> } {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return Object.fromEntries(asked) as { [Key in keyof T]?: Exclude<T[Key], undefined | null | ""> };
}
