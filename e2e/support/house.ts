/** What every story starts with: a house of its own, and a page that is watched for errors and measured for accessibility. */
import { test as base, expect, type Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { type House, startHouse } from "./server.ts";

export const OWNER = {
  organization: "Riverside Clinic",
  name: "Robin Owner",
  email: "robin@example.org",
  password: "a quiet green river",
};

/** Small enough to be made in seconds, large enough for every part of every page. */
export const DEMO = { clients: 400, months: 18, seed: 11 };

type Fixtures = {
  house: House;
  /** Makes the first organization, and this browser its owner. */
  owned: House;
  watched: void;
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from it
  house: async ({}, use) => {
    const house = await startHouse();
    await use(house);
    await house.stop();
  },
  baseURL: async ({ house }, use) => use(house.url),
  owned: async ({ house, page }, use) => {
    await makeOwner(page, house);
    await use(house);
  },
  watched: [
    async ({ page, house }, use, info) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(`error on the page: ${error.message}`));
      page.on("response", (answer) => {
        if (answer.status() >= 500) faults.push(`${answer.status()} from ${answer.url()}`);
      });
      await use();
      if (info.status !== "passed") {
        await info.attach("what the program printed", { body: house.printed() });
        return;
      }
      expect(faults).toEqual([]);
      await expectAccessible(page, info.title);
    },
    { auto: true },
  ],
});

export { expect };

/** Sets the house up as the set-up page would; for stories that are about something else. */
export async function makeOwner(page: Page, house: House, locale = "en"): Promise<void> {
  const answer = await page.request.post(`${house.url}/v1/setup`, {
    headers: { origin: house.url },
    data: { token: house.setupToken, time_zone: "UTC", locale, ...OWNER },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Signs this browser in to a demo house. */
export async function visitDemo(page: Page, house: House): Promise<void> {
  const answer = await page.request.post(`${house.url}/v1/session`, { headers: { origin: house.url }, data: house.demo });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** A second browser that knows nobody. */
export async function strangerPage(page: Page, house: House): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const context = await browser.newContext({ baseURL: house.url, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" });
  return context.newPage();
}

/** Navigates within the app by its menu, whatever the width. */
export async function goTo(page: Page, entry: string): Promise<void> {
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: entry, exact: true });
  // Before the page is there, neither is: only then is it known which of the two leads on.
  await expect(menu.or(link).first()).toBeVisible();
  if (await menu.isVisible()) await menu.click();
  await link.click();
}
