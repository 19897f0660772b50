import { expectAccessible } from "../support/axe.ts";
import { expect, makeOwner, test } from "../support/house.ts";

test("German is spoken everywhere once somebody has chosen it", async ({ page, house }) => {
  await makeOwner(page, house, "en");
  await page.goto("/cockpit");
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.keyboard.press("Escape");

  // One word of each page that English does not know.
  const pages: [string, RegExp][] = [
    ["/cockpit", /Noch|noch/],
    ["/inventory", /Jeder Kontakt Ihrer Kunden/],
    ["/inventory/discover", /Alles, was geschieht/],
    ["/inventory/intent", /Noch hat niemand/],
    ["/touchpoints", /Kontaktpunkt|Kunde/],
    ["/import", /Noch ist keine Datei hereingekommen/],
    ["/import/new", /Welche Antworten sollen herein/],
    ["/people", /anmelden/],
    ["/tokens", /Zugriff|Programm/],
    ["/audit", /Wer hat was getan|Wer/],
    ["/settings", /Zeitzone/],
  ];
  for (const [path, words] of pages) {
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText(words);
    await expectAccessible(page, `${path} in German`);
  }
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});
