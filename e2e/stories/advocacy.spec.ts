import { expectAccessible } from "../support/axe.ts";
import { makeClient, tell } from "../support/clients.ts";
import { expect, goTo, test } from "../support/house.ts";

test("a referral is linked to the plus-one that brought it about, and shows as growth that was earned", async ({ page, owned: house }) => {
  const hollis = await makeClient(page, house, "Hollis Ltd", "Mira Hollis");
  const kaya = await makeClient(page, house, "Kaya Ltd", "Ada Kaya");
  const idea = await tell(page, house, "/v1/plus-ones", { words: "Ring the day after", cost_class: "free" });
  const at = new Date(Date.now() - 3_600_000).toISOString();
  await tell(page, house, `/v1/plus-ones/${idea.id}/deliveries`, { client: hollis.id, at, reaction: "wow" });
  // 100 the year before last, kept last year, and 25 from whom Hollis sent.
  const year = new Date().getUTCFullYear();
  const paid = (client: string, of: number, cents: number) => ({ client, kind: "purchase", at: `${of}-05-01T12:00:00Z`, cents });
  await tell(page, house, "/v1/revenue", {
    items: [paid(hollis.id, year - 2, 10_000), paid(hollis.id, year - 1, 10_000), paid(kaya.id, year - 1, 2_500)],
  });

  await page.goto("/cockpit");
  await goTo(page, "Advocacy");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nobody has spoken for us yet, and nobody has left");
  await page.getByRole("button", { name: "Note a word for us" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Somebody spoke for us" });
  await dialog.getByRole("combobox", { name: "Client", exact: true }).fill("Hollis");
  await page.getByRole("option", { name: "Hollis Ltd" }).click();
  const cause = dialog.getByRole("combobox", { name: "What of ours brought it about" });
  await cause.fill("Ring the day");
  await page.getByRole("option", { name: "Plus-one: Ring the day after" }).click();
  const brought = dialog.getByRole("combobox", { name: "Whom they brought" });
  await brought.fill("Kaya");
  await page.getByRole("option", { name: "Kaya Ltd" }).click();
  await dialog.getByRole("textbox", { name: "In their words" }).fill("They ring before you have to");
  await expectAccessible(page, "a referral is noted");
  await dialog.getByRole("button", { name: "Note it" }).click();
  await expect(dialog).toHaveCount(0);

  const row = page.getByRole("row", { name: /Hollis Ltd/ });
  await expect(row.getByText("Ring the day after")).toBeVisible();
  await expect(row.getByText("a plus-one")).toBeVisible();
  await expect(row.getByText("Kaya Ltd")).toBeVisible();
  await expect(page.getByText(/100(\.0)?.?% of last year’s revenue was kept and 25(\.0)?.?% came by referral/)).toBeVisible();

  // Withdrawn by mistake, and back by the toast.
  await row.getByRole("button", { name: "Withdraw: Hollis Ltd" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nobody has spoken for us yet, and nobody has left");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(page.getByRole("row", { name: /Hollis Ltd/ })).toBeVisible();
});

test("a departure has a cause on our side: words that blame the client are pointed out, refused, and mended", async ({ page, owned: house }) => {
  await makeClient(page, house, "Roy Ltd", "Jean Roy");
  await page.goto("/advocacy");
  await page.getByRole("button", { name: "Note a departure" }).first().click();
  const dialog = page.getByRole("dialog", { name: "A client has left" });
  await dialog.getByRole("combobox", { name: "Client", exact: true }).fill("Roy");
  await page.getByRole("option", { name: "Roy Ltd" }).click();
  await dialog.getByRole("checkbox", { name: "We were silent too long" }).check({ force: true });
  const ours = dialog.getByRole("textbox", { name: "What we did or left undone" });
  await ours.fill("They never answered");
  await expect(dialog.getByText("What did we do to make it easy for them?")).toBeVisible();
  await dialog.getByRole("button", { name: "Note departure" }).click();
  // The server refuses it too, at its field.
  await expect(ours).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "words that blame");
  await ours.fill("We did not call for a year");
  await expect(dialog.getByText("What did we do to make it easy for them?")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Note departure" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("tab", { name: /Departures/ }).click();
  await expect(page.getByRole("row", { name: /Roy Ltd/ }).getByText("We did not call for a year")).toBeVisible();
});
