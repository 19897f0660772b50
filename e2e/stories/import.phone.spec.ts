import { expectAccessible } from "../support/axe.ts";
import { expect, goTo, test } from "../support/house.ts";
import { answers, asCsv, npsOf } from "../support/survey.ts";
import { chooseFile, runImport, toMapping } from "../support/wizard.ts";

const LIST = answers(80, 3);

test("on a phone a file comes in and its touchpoints can be read, without scrolling sideways", async ({ page, owned: _ }) => {
  const still = async (where: string) => {
    const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(inside, `${where} is no wider than the phone`).toBeLessThanOrEqual(outside ?? 0);
    await expectAccessible(page, where);
  };
  await chooseFile(page, { name: "clinic.csv", text: asCsv(LIST) });
  await still("preview");
  await toMapping(page);
  await still("mapping");
  await page.getByRole("button", { name: /Change the meaning of Rate: Doctor/ }).click();
  await still("meaning of a column");
  await page.getByRole("button", { name: "Cancel" }).click();
  await runImport(page);
  await still("result");
  await goTo(page, "Scores");
  await expect(page.getByRole("main")).toContainText(`n ${npsOf(LIST).n}`);
  await still("touchpoints");
  await page.getByRole("link", { name: /Waiting room/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Waiting room");
  await still("touchpoint");
  await goTo(page, "Cockpit");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await still("cockpit");
  await goTo(page, "Import");
  await expect(page.getByRole("heading", { name: "One file has come in" })).toBeVisible();
  await still("imports");
});
