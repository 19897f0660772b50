import { expectAccessible } from "../support/axe.ts";
import { DEMO, expect, goTo, test as base, visitDemo } from "../support/house.ts";
import { startHouse } from "../support/server.ts";

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from it
const test = base.extend({ house: async ({}, use) => {
  const house = await startHouse({ ...DEMO, clients: 40, months: 8 });
  await use(house);
  await house.stop();
} });

test("on a phone a client is found with a thumb and read through their own eyes", async ({ page, house }) => {
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
  await page.getByRole("searchbox", { name: "Find a client" }).fill(name);
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("link", { name, exact: true }).first().tap();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const line = page.getByRole("region", { name: "What happened" });
  await expect(line.getByRole("listitem").first()).toBeVisible();
  await expect(line.getByText("not seen by the client")).toHaveCount(0);
  await still("a client in their own eyes");
  await line.getByRole("radio", { name: "All we know" }).tap();
  await expect(page).toHaveURL(/view=full/);
  await expect(line.getByText("Also what happened on our side", { exact: false })).toBeVisible();
  await expect(line.getByRole("listitem").first()).toBeVisible();
  await page.goto("/clients/segments?id=new");
  await expect(page.getByRole("combobox", { name: "What is asked for" })).toBeVisible();
  await still("building a segment");
  await page.goto("/clients/import");
  await expect(page.getByRole("button", { name: "Choose a file" })).toBeVisible();
  await still("importing clients");
});
