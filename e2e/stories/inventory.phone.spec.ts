import { expectAccessible } from "../support/axe.ts";
import { expect, goTo, test } from "../support/house.ts";

test("on a phone the grid is its list, and a touchpoint opens as a sheet", async ({ page, owned: _ }) => {
  const still = async (where: string) => {
    const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(inside, `${where} is no wider than the phone`).toBeLessThanOrEqual(outside ?? 0);
    await expectAccessible(page, where);
  };
  await page.goto("/cockpit");
  await goTo(page, "Touchpoints");
  await expect(page.getByRole("button", { name: "Look through Hotel" })).toBeVisible();
  await still("templates");
  await page.getByRole("button", { name: "Look through Hotel" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Hotel");
  await still("a template");
  await page.getByRole("button", { name: /^Put \d+ touchpoints in$/ }).click();
  await expect(page.getByRole("grid")).toHaveCount(0);
  const first = page.getByRole("main").getByRole("listitem").getByRole("button").first();
  await expect(first).toBeVisible();
  await still("the list");
  await first.click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("textbox", { name: "Name" })).toBeVisible();
  await still("a touchpoint");
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toHaveCount(0);
  await page.goto("/inventory/intent");
  await expect(page.getByRole("heading", { name: /^Where do we try harder/ })).toBeVisible();
  await still("intentionality");
  await page.goto("/inventory/discover");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await still("discovery");
});
