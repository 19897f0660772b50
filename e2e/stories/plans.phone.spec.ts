import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/house.ts";
import { colleague, idOf, makeTouchpoint, publishPlan } from "../support/plans.ts";

test("on a phone a delivery is logged with a thumb, also when the first try finds no connection", async ({ page, owned }) => {
  const place = await makeTouchpoint(page, owned);
  const ben = await colleague(page, owned);
  await publishPlan(page, owned, place, await idOf(page, owned, "Ben Designer"));
  await ben.context().close();
  const still = async (where: string) => {
    const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(inside, `${where} is no wider than the phone`).toBeLessThanOrEqual(outside ?? 0);
    await expectAccessible(page, where);
  };
  await page.goto(`/touchpoints/${place.key}/deliver`);
  await page.getByLabel("Client", { exact: true }).fill("Okafor");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "All kept" }).tap();
  await page.getByRole("radio", { name: "as expected", exact: true }).press(" ");
  await page.getByLabel("Note").fill("Calm, on time.");
  await still("logging a delivery");
  for (const button of await page.getByRole("main").getByRole("button").all()) {
    const box = await button.boundingBox();
    if (box) expect(Math.round(box.height), `${await button.textContent()} is large enough for a thumb`).toBeGreaterThanOrEqual(44);
  }

  let away = true;
  await page.route("**/v1/touchpoints/*/deliveries", (route) =>
    away && route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: "Log delivery" }).tap();
  await expect(page.getByText("What you noted stays on this device.", { exact: false })).toBeVisible();
  // The form is free for the next one, and what waits goes out by itself, here after a new start.
  await expect(page.getByLabel("Note")).toHaveValue("");
  away = false;
  const arrived = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/deliveries"));
  await page.goto(`/touchpoints/${place.key}/deliver`);
  expect((await arrived).status()).toBe(201);
  await page.getByLabel("Client", { exact: true }).fill("Brandt");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Log delivery" }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Brandt is logged, nothing went wrong");
  await still("logged");
  await page.getByRole("link", { name: "Back to the plan" }).tap();
  await expect(page.getByRole("region", { name: /^2 deliveries/ })).toContainText("Okafor");
  await still("a plan on a phone");
  await page.getByRole("link", { name: "All deliveries" }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("First review meeting: nothing went wrong in 2 deliveries");
  await still("deliveries");
  await page.goto(`/touchpoints/${place.key}/plan/versions`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("First review meeting has one version of its plan");
  await still("versions");
});
