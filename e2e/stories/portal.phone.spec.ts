import { expectAccessible } from "../support/axe.ts";
import { makeClient, tell } from "../support/clients.ts";
import { expect, strangerPage, test } from "../support/house.ts";

test("a client reads and corrects their own page on a phone, until the link is taken back", async ({ page, owned: house }) => {
  const hollis = await makeClient(page, house, "Hollis Ltd", "Marta Hollis");
  const expects = (words: string, status: string) =>
    tell(page, house, "/v1/expectations", { client: { key: hollis.key }, contact: hollis.contact, words, level: "should", status, source: "a visit" });
  await expects("A person to call who knows our accounts", "stated");
  await expects("A short call is better than a long e-mail", "assumed");
  await tell(page, house, `/v1/clients/${hollis.id}/changes`, { said: "Nobody can read these lines.", words: "Every line says what it is for." });

  // Made on the client's page; the address is shown once.
  await page.goto(`/clients/${hollis.id}`);
  await page.getByRole("button", { name: "Make a link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const address = await dialog.getByRole("textbox", { name: "Address of their page" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();

  const theirs = await strangerPage(page, house);
  await theirs.setViewportSize({ width: 390, height: 844 });
  const fits = async (where: string) => {
    const [inside, outside] = await theirs.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(inside, `${where} is no wider than the phone`).toBeLessThanOrEqual(outside ?? 0);
    await expectAccessible(theirs, where);
  };
  await theirs.goto(address);
  await expect(theirs.getByRole("heading", { level: 1, name: /Marta/ })).toBeVisible();
  await expect(theirs.getByText("2 things to check. It takes a minute.")).toBeVisible();
  await expect(theirs.getByText("Every line says what it is for.")).toBeVisible();
  await fits("as it opens");

  // A guess of ours is marked as one, and they may say what it depends on.
  const guess = theirs.getByRole("listitem").filter({ hasText: "A short call is better" });
  await expect(guess).toContainText("Our guess. You have not told us this.");
  await guess.getByRole("button", { name: "It depends" }).click();
  await theirs.getByRole("textbox", { name: "What does it depend on?" }).fill("A call when it is urgent, else an e-mail");
  await theirs.getByRole("button", { name: "Send" }).click();
  await expect(theirs.getByRole("listitem").filter({ hasText: "A call when it is urgent" })).toContainText("You confirmed this on");
  await expect(theirs.getByText("One thing to check. It takes a minute.")).toBeVisible();

  await theirs.getByRole("button", { name: "Add something we should know" }).click();
  await theirs.getByRole("textbox", { name: "What should we know?" }).fill("We close in August.");
  await theirs.getByRole("button", { name: "Send" }).click();
  await expect(theirs.getByText("Thank you. It is written down in your words.")).toBeVisible();
  await expect(theirs.getByText("We close in August.")).toBeVisible();

  await theirs.getByText("Twice a year at most").click();
  await expect(theirs.getByText("Noted. It holds from now on, for everyone here.")).toBeVisible();
  await expect(theirs.getByRole("radio", { name: "Twice a year at most" })).toBeChecked();
  await theirs.getByRole("button", { name: "Deutsch" }).click();
  await expect(theirs.getByRole("heading", { name: "Was Sie von uns erwarten" })).toBeVisible();
  await fits("in German");
  await theirs.getByRole("button", { name: "English" }).click();

  // Taken back: nothing is shown any more, and it is said kindly.
  await page.getByRole("button", { name: "Take back the link for Marta Hollis" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("The link for Marta Hollis no longer works.")).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole("heading", { level: 1, name: /link/ })).toBeVisible();
  await expect(theirs.getByText("A person to call who knows our accounts")).toHaveCount(0);
  await fits("taken back");
  await theirs.context().close();
});
