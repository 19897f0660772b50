import { expect, goTo, test } from "../support/house.ts";
import { clientOf, logged, settleToday } from "../support/today.ts";

test("a touch is put off with a reason, taken back, and a real touch sets the rhythm anew", async ({ page, owned }) => {
  const place = await settleToday(page, owned, { "Hollis Ltd": 60, "Brandt household": 45 });
  await page.goto("/cockpit");
  await goTo(page, "Today");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two touches today, both late");
  // Only the next one has the filled button.
  await expect(page.locator('article button[data-look="go"]')).toHaveCount(1);

  await page.getByRole("button", { name: "Later: Hollis Ltd" }).click();
  const dialog = page.getByRole("dialog", { name: "Later: Hollis Ltd" });
  await dialog.getByRole("button", { name: "Put off" }).click();
  await expect(dialog).toContainText("Say why: colleagues will read it.");
  await dialog.getByRole("button", { name: "They are away" }).click();
  await dialog.getByRole("button", { name: "Put off" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One touch today, and it is late");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("article", { name: "Review call, Hollis Ltd" })).toBeVisible();

  // One tap, taken back: nothing was recorded.
  await page.getByRole("button", { name: "Done: Hollis Ltd" }).click();
  await expect(page.getByText("Noted. It is sent in a moment.")).toBeVisible();
  await page.getByText("Noted. It is sent in a moment.").locator("..").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("article", { name: "Review call, Hollis Ltd" })).toBeVisible();
  expect(await logged(page, owned, place)).toEqual([]);

  // With a note: one's own view first, then the client's.
  await page.getByRole("button", { name: "Done with note: Hollis Ltd" }).click();
  const sheet = page.getByRole("dialog", { name: "Done: Review call" });
  await sheet.getByText("Beyond", { exact: true }).click();
  await sheet.getByText("Clearly", { exact: true }).click();
  await sheet.getByLabel("Note").fill("They asked about Mina.");
  // Promised in one line: what was understood stands beneath and is confirmed.
  await sheet.getByLabel("Promise in one line").fill("Send the minutes tomorrow");
  await sheet.getByRole("button", { name: "Promise it" }).click();
  await expect(sheet.getByRole("button", { name: "Take out: Send the minutes" })).toBeVisible();
  await sheet.getByRole("button", { name: "Save" }).click();
  const stored = page.getByRole("dialog", { name: "It is stored" });
  await expect(stored).toContainText("Your view: Beyond expected.");
  await stored.getByText("As expected", { exact: true }).click();
  await stored.getByRole("button", { name: "Store what they said" }).click();
  await expect(stored).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One touch today, and it is late");
  expect(await logged(page, owned, place)).toEqual(["Hollis Ltd: They asked about Mina."]);

  // What was promised in it stands beside the touches until it is kept.
  await page.getByRole("button", { name: "Kept: Send the minutes" }).click();
  await expect(page.getByText("Kept: Send the minutes.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Promises you made" })).toBeHidden();

  // The rules behind it: a longer rhythm, and nobody is late any more.
  await page.getByRole("link", { name: "Care rules" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Care rules");
  await page.getByRole("button", { name: "Change Keep in touch" }).click();
  await page.getByLabel("Days between touches").fill("90");
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("Every 90 days, all clients", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Today", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is due today");
});

test("a client rings, and that is noted on its own page without anybody having planned it", async ({ page, owned }) => {
  await settleToday(page, owned, { "Hollis Ltd": 60 });
  const hollis = await clientOf(page, owned, "Hollis");
  await page.goto(`/clients/${hollis}`);
  await page.getByRole("button", { name: "Note a touch" }).click();
  const sheet = page.getByRole("dialog", { name: "Note a touch" });
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toContainText("Say where it was.");
  await sheet.getByRole("button", { name: /Where was it/ }).click();
  await page.getByRole("option", { name: "Review call" }).click();
  await sheet.getByRole("textbox", { name: "Note" }).fill("They rang about the move");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toHaveCount(0);
  const happened = page.getByRole("region", { name: "What happened" });
  await expect(happened).toContainText("2 entries shown");
  // What we wrote down about it is for our eyes.
  await expect(happened).not.toContainText("They rang about the move");
  await happened.getByText("All we know").click();
  await expect(happened).toContainText("They rang about the move");
});
