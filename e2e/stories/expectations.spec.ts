import { expectAccessible } from "../support/axe.ts";
import { makeClient } from "../support/clients.ts";
import { expect, strangerPage, test } from "../support/house.ts";

test("what was heard in a conversation is played back, and known once the client says so", async ({ page, owned: house }) => {
  const hollis = await makeClient(page, house, "Hollis Ltd", "Mira Hollis");
  await page.goto(`/clients/${hollis.id}`);
  await expect(page.getByText("Nobody knows yet what Hollis Ltd expects")).toBeVisible();
  await page.getByRole("link", { name: "Start a session" }).click();

  // With whom; then the calm screen.
  await expect(page.getByRole("heading", { level: 1, name: "A conversation with Hollis Ltd" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Mira Hollis" })).toBeChecked();
  await page.getByRole("button", { name: "Start the session" }).click();
  const notes = page.getByRole("textbox", { name: "Write it in their words" });
  await expect(notes).toBeVisible();
  await expectAccessible(page, "a session that begins");

  // A question that puts the answer into their mouth is pointed out, not forbidden.
  const question = page.getByRole("textbox", { name: "Your own question" });
  await question.fill("Don't you think our service is great?");
  await expect(page.getByText(/leading: /).first()).toBeVisible();
  await expectAccessible(page, "a leading question");
  await question.fill("What happened the last time you called us?");
  await expect(page.getByText("Nothing leads or presses in it.")).toBeVisible();
  await page.getByRole("button", { name: "I asked this" }).click();
  await expect(page.getByRole("checkbox", { name: "What happened the last time you called us?" })).toBeChecked();

  // Their words, one sentence each; what was removed can be had back.
  const said = page.getByRole("region", { name: "What they said" }).getByRole("listitem");
  await page.getByRole("radio", { name: "must", exact: true }).click();
  await notes.fill("Figures a day before we meet.");
  await notes.press("Enter");
  await expect(said).toHaveCount(1);
  await page.getByRole("radio", { name: "Probed", exact: true }).click();
  await notes.fill("Tell me before the bank.");
  await notes.press("Enter");
  await expect(said).toHaveCount(2);
  await page.getByRole("button", { name: "Remove Tell me before the bank." }).click();
  await expect(said).toHaveCount(1);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(said).toHaveCount(2);
  await expect(said.nth(1)).toContainText("Tell me before the bank.");

  // Played back by a link that is shown once.
  await page.getByRole("button", { name: "Play it back" }).click();
  const dialog = page.getByRole("dialog", { name: "The link for Mira Hollis" });
  const address = await dialog.getByRole("textbox", { name: "Address of their page" }).inputValue();
  await expectAccessible(page, "the link");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Played back. Waiting for their answer.")).toBeVisible();

  // The client, in another browser, without an account: confirms one and puts the other right.
  const theirs = await strangerPage(page, house);
  await theirs.goto(address);
  await expect(theirs.getByRole("heading", { level: 1, name: /Mira/ })).toBeVisible();
  await expect(theirs.getByText("2 things to check. It takes a minute.")).toBeVisible();
  await expectAccessible(theirs, "the client's own page");
  const item = (words: string) => theirs.getByRole("listitem").filter({ hasText: words });
  await item("Figures a day before we meet.").getByRole("button", { name: "Yes, that’s right" }).click();
  await expect(item("Figures a day before we meet.")).toContainText("You confirmed this on");
  await item("Tell me before the bank.").getByRole("button", { name: "Change it" }).click();
  await theirs.getByRole("textbox", { name: "How should it read?" }).fill("Tell me before the bank does.");
  await theirs.getByRole("button", { name: "Send" }).click();
  await expect(theirs.getByText("You have looked at everything. Thank you.")).toBeVisible();
  await theirs.context().close();

  // We see the answers, and what they confirmed counts as known.
  await expect(page.getByText(/^Everything is answered/)).toBeVisible({ timeout: 15_000 });
  await expect(said.nth(1)).toContainText("Tell me before the bank does.");
  await expectAccessible(page, "what they answered");
  await page.getByRole("link", { name: "Back to Hollis Ltd" }).click();
  await expect(page.getByRole("heading", { name: "What Hollis Ltd expects: 1 of 2 lie below the waterline" })).toBeVisible();
  await expect(page.getByText("confirmed and fresh, 2")).toBeVisible();
  const figure = page.getByRole("figure").first();
  await figure.getByRole("button", { name: "Table" }).click();
  await expect(figure.getByRole("row", { name: /Tell me before the bank does.*confirmed and fresh/ })).toBeVisible();
  // What lies half under the page's own navigation, wherever one has scrolled to, is no fault of what lies there.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page, "the iceberg as a table");

  // Whoever clicks by mistake has the way back.
  await figure.getByRole("button", { name: "Chart" }).click();
  await figure.getByRole("button", { name: /Figures a day before we meet/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "No longer holds" }).click();
  await expect(page.getByText("confirmed and fresh, 1")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("confirmed and fresh, 2")).toBeVisible();

  await page.goto("/expectations");
  await expect(page.getByRole("heading", { level: 1, name: /^We know 100 % of what our clients expect/ })).toBeVisible();
  await expectAccessible(page, "the firm's expectations");
  await page.getByRole("tab", { name: "All expectations" }).click();
  await expect(page.getByRole("row", { name: /Figures a day before we meet/ })).toContainText("confirmed and fresh");
});
