import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../support/house.ts";
import { importFile } from "../support/wizard.ts";

// Public data that lies beside the repository on some machines; the other stories need nothing of it.
const YEAR_2017 = join(import.meta.dirname, "../../../shared/data/sfo_survey/2017_SFO_Customer_Survey.csv");

test("an airport's real survey of 2017 gives its published numbers", async ({ page, owned: _ }) => {
  test.skip(!existsSync(YEAR_2017), "the data set is not on this machine");
  await importFile(page, YEAR_2017);
  await expect(page.getByRole("heading", { name: "All 2,831 responses are in" })).toBeVisible();
  await page.goto("/touchpoints");
  const main = page.getByRole("main");
  await expect(main).toContainText("39.8");
  await expect(main).toContainText("n 2,746");
  await expect(main).toContainText("4.06");
  await expect(main).toContainText("n 2,688");
  const board = page.getByRole("table", { name: "Touchpoints of 2017, sorted by score" });
  for (const [label, mean, n] of [
    ["Restaurants", "3.62", "n 2,421"],
    ["Shops and concessions", "3.64", "n 2,374"],
    ["Wi-Fi", "4.08", "n 2,142"],
  ] as const) {
    const row = board.getByRole("row", { name: new RegExp(label) });
    await expect(row).toContainText(mean);
    await expect(row).toContainText(n);
  }
});
