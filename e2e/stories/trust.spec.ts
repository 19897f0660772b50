import { expectAccessible } from "../support/axe.ts";
import { makeClient } from "../support/clients.ts";
import { expect, goTo, test } from "../support/house.ts";

test("trust is unknown until there are facts, and says which leg is weakest and why", async ({ page, owned: house }) => {
  const hollis = await makeClient(page, house, "Hollis Ltd", "Mira Hollis");
  await page.goto(`/clients/${hollis.id}`);
  const part = page.getByRole("region", { name: "Trust we have earned" });
  await expect(part.getByText("Together unknown", { exact: false })).toBeVisible();
  await expectAccessible(page, "nothing is known");

  const note = async (words: string, effect: string, kind: string) => {
    await part.getByRole("button", { name: "Note a signal" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "What happened" }).fill(words);
    await dialog.getByRole("radio", { name: effect }).check({ force: true });
    await dialog.getByRole("button", { name: /^What it is about|Listening/ }).first().click();
    await page.getByRole("option", { name: new RegExp(`^${kind}`) }).click();
    await dialog.getByRole("button", { name: "Note signal" }).click();
    await expect(dialog).toHaveCount(0);
  };
  await note("You asked me that last year", "cost trust", "Listening");
  await expect(part.getByText("0 earned, 1 cost", { exact: false })).toBeVisible();
  await part.getByRole("button", { name: "1 fact behind it" }).click();
  const facts = page.getByRole("dialog");
  await expect(facts.getByText("You asked me that last year")).toBeVisible();
  await expectAccessible(page, "the facts behind it");
  await facts.getByRole("button", { name: "Close" }).click();

  // A pulse of nine sentences, as they answered it.
  await part.getByRole("button", { name: "Note a pulse" }).click();
  const pulse = page.getByRole("dialog");
  const groups = pulse.getByRole("radiogroup");
  await expect(groups).toHaveCount(9);
  for (const group of await groups.all()) await group.getByText("6", { exact: true }).click();
  await expectAccessible(page, "a pulse");
  await pulse.getByRole("button", { name: "Keep 9 answers" }).click();
  await expect(page.getByText("Kept.", { exact: true })).toBeVisible();

  await goTo(page, "Trust");
  await expect(page.getByRole("heading", { level: 1, name: /trust/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "What clients say of it" })).toBeVisible();
  await expect(page.getByText("1 answer", { exact: true })).toBeVisible();
});
