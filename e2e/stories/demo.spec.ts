import { expectAccessible } from "../support/axe.ts";
import { DEMO, expect, test as base, visitDemo } from "../support/house.ts";
import { startHouse } from "../support/server.ts";
import { layoutShift, watchShifts } from "../support/shift.ts";

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from it
const test = base.extend({ house: async ({}, use) => {
  const house = await startHouse(DEMO);
  await use(house);
  await house.stop();
} });

test("the demo opens to a cockpit worth looking at, and nothing on it jumps", async ({ page, house }) => {
  await watchShifts(page);
  await visitDemo(page, house);
  for (const path of ["/cockpit", "/inventory", "/inventory?view=list", "/inventory/discover", "/inventory/intent", "/touchpoints", "/touchpoints?view=table", "/import", "/people", "/audit", "/settings"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect(await layoutShift(page), `layout shift of ${path}`).toBeLessThan(0.05);
    await expectAccessible(page, `demo ${path}`);
  }
  await page.goto("/touchpoints");
  await page.getByRole("table", { name: /^Touchpoints of/ }).getByRole("link").first().click();
  await page.waitForURL(/\/touchpoints\/[^/]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(await layoutShift(page), "layout shift on the way to a touchpoint").toBeLessThan(0.05);
});
