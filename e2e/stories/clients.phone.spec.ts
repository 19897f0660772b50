import { expectAccessible } from "../support/axe.ts";
import { DEMO, expect, goTo, test, visitDemo } from "../support/house.ts";
import { startHouse } from "../support/server.ts";

test("on a phone a client is found with a thumb and read through their own eyes", async ({ browser }) => {
  const house = await startHouse({ ...DEMO, clients: 40, months: 8 });
  const context = await browser.newContext({
    baseURL: house.url,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const still = async (where: string) => {
    const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(inside, `${where} is no wider than the phone`).toBeLessThanOrEqual(outside ?? 0);
    await expectAccessible(page, where);
  };
  await visitDemo(page, house);
  await page.goto("/cockpit");
  await goTo(page, "Clients");
  const first = page.getByRole("table", { name: "Clients" }).getByRole("link").first();
  await expect(first).toBeVisible();
  await still("the list of clients");
  const name = (await first.textContent()) ?? "";
  await page.getByRole("searchbox", { name: "Find a client" }).fill(name.slice(0, 4));
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("link", { name, exact: true }).first().tap();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const line = page.getByRole("region", { name: "What happened" });
  await expect(line.getByRole("listitem").first()).toBeVisible();
  const seen = await line.getByText("not seen by the client").count();
  expect(seen).toBe(0);
  await still("a client in their own eyes");
  await line.getByRole("radio", { name: "All we know" }).tap();
  await expect(page).toHaveURL(/view=full/);
  await expect(line.getByText("Also what happened on our side", { exact: false })).toBeVisible();
  await still("all we know of a client");
  await page.goto("/clients/segments?id=new");
  await expect(page.getByRole("combobox", { name: "What is asked for" })).toBeVisible();
  await still("building a segment");
  await page.goto("/clients/import");
  await expect(page.getByRole("button", { name: "Choose a file" })).toBeVisible();
  await still("importing clients");
  await context.close();
  await house.stop();
});
