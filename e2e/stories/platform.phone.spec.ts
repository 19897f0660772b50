import { expectAccessible } from "../support/axe.ts";
import { expect, test, visitDemo } from "../support/house.ts";
import { startHouse } from "../support/server.ts";

test("on a phone the platform is read and a card is signed, without scrolling sideways", async ({ page }) => {
  const house = await startHouse({ clients: 40, months: 3, seed: 11 });
  try {
    await visitDemo(page, house);
    for (const tab of ["platform", "elements", "behaviour", "audits", "trace", "cards"]) {
      await page.goto(`${house.url}/platform?tab=${tab}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(inside, `${tab} is no wider than the phone`).toBeLessThanOrEqual(outside ?? 0);
      await expectAccessible(page, tab);
    }
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign" }).click();
    await expect(page.getByText("waits for your signature")).toHaveCount(0);
  } finally {
    await house.stop();
  }
});
