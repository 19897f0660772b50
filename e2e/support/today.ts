/** What stories about Today begin with: a place with a live plan, clients who were met there long ago, and a rule. */
import { expect, type Page } from "@playwright/test";
import { colleague, idOf, makeTouchpoint, type Place, publishPlan } from "./plans.ts";
import type { House } from "./server.ts";

const DAY = 86_400_000;

export async function post<T>(page: Page, house: House, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`${house.url}${path}`, { headers: { origin: house.url }, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** Clients by name with the days since they were last met; a rule asks for a touch every 30 days. */
export async function settleToday(page: Page, house: House, met: Record<string, number>): Promise<Place> {
  const place = await makeTouchpoint(page, house, "Review call");
  const ben = await colleague(page, house);
  await publishPlan(page, house, place, await idOf(page, house, "Ben Designer"));
  await ben.context().close();
  for (const [name, days] of Object.entries(met)) {
    await post(page, house, `/v1/touchpoints/${place.id}/deliveries`, {
      external_id: name,
      client: { key: name.toLowerCase().replaceAll(" ", "-"), name },
      occurred_at: new Date(Date.now() - days * DAY).toISOString(),
    });
  }
  await post(page, house, "/v1/care-rules", {
    name: "Keep in touch",
    kind: "rhythm",
    every_days: 30,
    grace_days: 3,
    touchpoint: place.id,
  });
  return place;
}

/** Words of a client that hold, as somebody said them. */
export async function expects(page: Page, house: House, key: string, words: string, status: string): Promise<void> {
  await post(page, house, "/v1/expectations", { client: { key }, words, level: "must", status, source: "interview" });
}

/** How many touches were logged at a place. */
export async function logged(page: Page, house: House, place: Place): Promise<string[]> {
  const answer = await page.request.get(`${house.url}/v1/touchpoints/${place.id}/deliveries?limit=200`);
  const { items } = (await answer.json()) as { items: { client: { name: string }; note: string | null }[] };
  return items.filter(({ note }) => note !== null).map(({ client, note }) => `${client.name}: ${note}`);
}

/** The id of a client by its name. */
export async function clientOf(page: Page, house: House, name: string): Promise<string> {
  const answer = await page.request.get(`${house.url}/v1/clients?q=${encodeURIComponent(name)}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const id = items[0]?.id;
  expect(id, `a client ${name}`).toBeDefined();
  return id ?? "";
}

/** How often something was done, as the history has it. */
export async function told(page: Page, house: House, action: string): Promise<number> {
  const answer = await page.request.get(`${house.url}/v1/audit?action=${action}&limit=100`);
  return ((await answer.json()) as { items: unknown[] }).items.length;
}
