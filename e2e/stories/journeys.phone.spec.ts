import { expectAccessible } from "../support/axe.ts";
import { DEMO, expect, test as base, visitDemo } from "../support/house.ts";
import { startHouse } from "../support/server.ts";

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from it
const test = base.extend({ house: async ({}, use) => {
  const house = await startHouse({ ...DEMO, clients: 120 });
  await use(house);
  await house.stop();
} });

test("on a phone a journey is read from top to bottom", async ({ page, house }) => {
  await visitDemo(page, house);
  await page.goto("/journeys");
  await expectAccessible(page, "journeys on a phone");
  await page.getByRole("link", { name: "A household’s first year" }).click();
  await expect(page.getByRole("heading", { name: "Kick-off call" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "First meeting" }) })).toContainText(/n\s\d+/);
  const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(inside, "no wider than the phone").toBeLessThanOrEqual(outside ?? 0);
  await expect(page.getByRole("slider")).toHaveCount(0);
});
