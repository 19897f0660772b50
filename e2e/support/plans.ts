/** What stories about touch plans begin with: a touchpoint, a colleague, and a plan that is complete. */
import { expect, type Page } from "@playwright/test";
import { type House } from "./server.ts";
import { strangerPage } from "./house.ts";

export interface Place {
  id: string;
  key: string;
  label: string;
}

async function post<T>(page: Page, house: House, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`${house.url}${path}`, { headers: { origin: house.url }, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** A planned touchpoint in person, owned by whoever is signed in. */
export async function makeTouchpoint(page: Page, house: House, label = "First review meeting"): Promise<Place> {
  const me = (await (await page.request.get(`${house.url}/v1/me`)).json()) as { person: { id: string } };
  await post(page, house, "/v1/channels", { label: "In person" });
  const { items } = (await (await page.request.get(`${house.url}/v1/channels`)).json()) as { items: { key: string; label: string }[] };
  const channel = items.find((one) => one.label === "In person")?.key;
  return post<Place>(page, house, "/v1/touchpoints", {
    label,
    kind: "dynamic",
    existence: "planned",
    channel,
    owner: me.person.id,
  });
}

/** A second person in a browser of their own, who may write plans. */
export async function colleague(page: Page, house: House, name = "Ben Designer"): Promise<Page> {
  const { link } = await post<{ link: string }>(page, house, "/v1/invitations", { email: "ben@example.org", role: "designer" });
  const theirs = await strangerPage(page, house);
  const token = new URL(link).pathname.split("/").at(-1) ?? "";
  await post(theirs, house, `/v1/invitations/by-token/${token}/accept`, { name, password: "a heron by the mill" });
  return theirs;
}

const STANDARDS = ["Every figure matches the portal that day", "Twenty minutes belong to the client", "Minutes within two working days"];

/** Everything a plan needs to go live, as the page would send it. */
export function completePlan(deputy: string, channel: string | null): object {
  return {
    format: 1,
    purpose: "Ninety days in, show the household the plan is theirs.",
    deputy,
    trigger: { kind: "client", event: null, words: "kick-off" },
    window: { from_days: 80, to_days: 100 },
    channel,
    standards: STANDARDS.map((words, at) => ({ id: `s${at + 1}`, words, wanted: 0.95 })),
    emotions: ["heard"],
    behaviours: [{ kind: "voice", words: "slow" }],
    failures: [{ id: "f1", words: "A figure is wrong", recovery: "Say so first, correct by noon" }],
    minutes: 75,
    expectations: [{ level: "must", words: "No surprises in the figures", theme: null }],
    review_by: "2099-06-01",
  };
}

/** Makes a plan live without the screen; for stories that are about what comes after. */
export async function publishPlan(page: Page, house: House, place: Place, deputy: string): Promise<void> {
  const path = `/v1/touchpoints/${place.id}/plan`;
  const { items } = (await (await page.request.get(`${house.url}/v1/channels`)).json()) as { items: { key: string }[] };
  const answer = await page.request.put(`${house.url}${path}`, {
    headers: { origin: house.url },
    data: { revision: 0, document: completePlan(deputy, items[0]?.key ?? null) },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  let { revision } = (await answer.json()) as { revision: number };
  for (const step of ["review", "publish"]) {
    ({ revision } = await post<{ revision: number }>(page, house, `${path}/${step}`, { revision }));
  }
}

/** The people who can be named as owner or deputy, by name. */
export async function idOf(page: Page, house: House, name: string): Promise<string> {
  const { items } = (await (await page.request.get(`${house.url}/v1/colleagues`)).json()) as { items: { id: string; name: string }[] };
  const found = items.find((one) => one.name === name);
  if (!found) throw new Error(`nobody here is called ${name}`);
  return found.id;
}
