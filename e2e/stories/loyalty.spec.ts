import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { tell } from "../support/clients.ts";
import { expect, goTo, strangerPage, test } from "../support/house.ts";

const FIGURES = "Figures a day before we meet.";
const FIRST = "Tell me before the bank does.";
const EXTRA = "A call before the rate changes";
/** A must weighs more than a should: one met a little better and one as expected are more than half a step together. */
const MET = /^Their expectations are met \(\+0\.[5-9] steps\)\.$/;

/** Writes down one sentence of the client in the session that is open. */
async function hear(page: Page, level: string, words: string): Promise<void> {
  const notes = page.getByRole("textbox", { name: "Write it in their words" });
  await page.getByRole("radio", { name: level, exact: true }).click();
  await notes.fill(words);
  await notes.press("Enter");
  await expect(page.getByRole("region", { name: "What they said" }).getByRole("listitem").filter({ hasText: words })).toBeVisible();
}

/** Says how one expectation is met, from the client's page. */
async function read(page: Page, words: string, step: string, said: string): Promise<void> {
  const item = page.locator("#standing").getByRole("listitem").filter({ hasText: words, has: page.getByRole("button") });
  await item.getByRole("button", { name: "How is it met?" }).click();
  const dialog = page.getByRole("dialog", { name: "How is it met?" });
  await dialog.getByText(step, { exact: true }).click();
  await expect(dialog.getByRole("radio", { name: step, exact: true })).toBeChecked();
  await dialog.getByLabel("What the client said").fill(said);
  await dialog.getByRole("button", { name: "Note it" }).click();
  await expect(dialog).toHaveCount(0);
}

/** Standings are worked out a moment after what changed them: the page is opened anew until it says so. */
async function stands(page: Page, rung: string, reasons: readonly (string | RegExp)[]): Promise<void> {
  const standing = page.locator("#standing");
  await expect(async () => {
    await page.reload();
    await expect(standing.getByText(/known expectations is covered$/)).toBeVisible({ timeout: 15_000 });
    await expect(standing.getByText(rung, { exact: true }).first()).toBeVisible({ timeout: 2_000 });
    for (const reason of reasons) await expect(standing.getByText(reason).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
}

test("a client is asked, confirms, is met, is surprised and becomes loyal, then sends somebody and is an ambassador", async ({
  page,
  owned: house,
}) => {
  // Somebody new, with whom we talk.
  await page.goto("/cockpit");
  await goTo(page, "Clients");
  await page.getByRole("button", { name: "New client" }).first().click();
  const fresh = page.getByRole("dialog", { name: "New client" });
  await fresh.getByLabel("Name", { exact: true }).fill("Hollis Ltd");
  await fresh.getByRole("button", { name: "Add client" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hollis Ltd" })).toBeVisible();
  const client = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await tell(page, house, `/v1/clients/${client}/contacts`, { name: "Mira Hollis" });
  await expect(page.locator("#standing").getByText("Unknown", { exact: true })).toBeVisible();

  // The first conversation, in her words, and played back to her.
  await page.goto(`/clients/${client}`);
  await page.getByRole("link", { name: "Start a session" }).click();
  await expect(page.getByRole("radio", { name: "Mira Hollis" })).toBeChecked();
  await page.getByRole("button", { name: "Start the session" }).click();
  await hear(page, "must", FIGURES);
  await hear(page, "should", FIRST);
  await page.getByRole("button", { name: "Play it back" }).click();
  const link = page.getByRole("dialog", { name: "The link for Mira Hollis" });
  const address = await link.getByRole("textbox", { name: "Address of their page" }).inputValue();
  await link.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Played back. Waiting for their answer.")).toBeVisible();

  // She says yes to both, in a browser of her own and without an account.
  const theirs = await strangerPage(page, house);
  await theirs.goto(address);
  await expect(theirs.getByText("2 things to check. It takes a minute.")).toBeVisible();
  for (const words of [FIGURES, FIRST]) {
    const item = theirs.getByRole("listitem").filter({ hasText: words });
    await item.getByRole("button", { name: "Yes, that’s right" }).click();
    await expect(item).toContainText("You confirmed this on");
  }
  await expect(theirs.getByText("You have looked at everything. Thank you.")).toBeVisible();
  await expectAccessible(theirs, "her own page, confirmed");
  await theirs.context().close();
  await expect(page.getByText(/^Everything is answered/)).toBeVisible();

  // Met as promised: that is satisfied, and no more.
  await page.getByRole("link", { name: "Back to Hollis Ltd" }).click();
  await read(page, FIGURES, "A little better", "They came two days before.");
  await read(page, FIRST, "As expected", "I heard it from you.");
  await stands(page, "Satisfied", [MET, "They have never felt a plus-one."]);

  // Something she did not expect.
  const extra = await tell(page, house, "/v1/plus-ones", { words: EXTRA, minutes: 6 });
  await tell(page, house, `/v1/plus-ones/${extra.id}/move`, { to: "trial" });
  await page.reload();
  const extras = page.locator("#plusOnes");
  await expect(extras.getByRole("link", { name: EXTRA })).toBeVisible();
  await extras.getByRole("button", { name: "Note a delivery" }).click();
  const give = page.getByRole("dialog", { name: `“${EXTRA}”` });
  await give.getByRole("radio", { name: "Wow", exact: true }).click();
  await give.getByRole("button", { name: "Note the delivery" }).click();
  await expect(give).toHaveCount(0);
  await stands(page, "Loyal", [/^They felt a plus-one on /, MET]);
  await expectAccessible(page, "a loyal client");

  // She sends somebody, and one sees how it came about.
  await page.locator("#advocacy").getByRole("button", { name: "Note a word for us" }).click();
  const word = page.getByRole("dialog", { name: "Somebody spoke for us" });
  await word.getByLabel("In their words").fill("You should talk to them.");
  await word.getByRole("button", { name: "Note it" }).click();
  await expect(word).toHaveCount(0);
  await stands(page, "Ambassador", [/^They referred somebody to us on /, /^They felt a plus-one on /]);
  const steps = page.locator("#standing").getByRole("listitem");
  await expect(steps.filter({ hasText: /Satisfied\s*→\s*Loyal/ })).toBeVisible();
  await expect(steps.filter({ hasText: /Loyal\s*→\s*Ambassador/ })).toBeVisible();
  await expect(page.locator("#advocacy").getByText("You should talk to them.")).toBeVisible();
});
