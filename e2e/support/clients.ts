/** Clients for stories that are about something else. */
import { expect, type Page } from "@playwright/test";
import type { House } from "./server.ts";

type Made = { id: string };

/** Says something to the API as whoever is signed in to this browser. */
export async function tell<T = Made>(page: Page, house: House, path: string, data: unknown): Promise<T> {
  const answer = await page.request.post(`${house.url}${path}`, { headers: { origin: house.url }, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  const text = await answer.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** A company with one contact. */
export async function makeClient(page: Page, house: House, name: string, contact: string): Promise<{ id: string; key: string; contact: string }> {
  const client = await tell<{ id: string; key: string }>(page, house, "/v1/clients", { name, kind: "company" });
  const person = await tell(page, house, `/v1/clients/${client.id}/contacts`, { name: contact });
  return { id: client.id, key: client.key, contact: person.id };
}
