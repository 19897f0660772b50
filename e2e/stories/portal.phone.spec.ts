import { expectAccessible } from "../support/axe.ts";
import { makeClient, tell } from "../support/clients.ts";
import { expect, strangerPage, test } from "../support/house.ts";
import { colleague, idOf, makeTouchpoint, publishPlan } from "../support/plans.ts";
import { post } from "../support/today.ts";

test("a client reads and corrects their own page on a phone, until the link is taken back", async ({ page, owned: house }) => {
  const hollis = await makeClient(page, house, "Hollis Ltd", "Marta Hollis");
  const expects = (words: string, status: string) =>
    tell(page, house, "/v1/expectations", { client: { key: hollis.key }, contact: hollis.contact, words, level: "should", status, source: "a visit" });
  await expects("A person to call who knows our accounts", "stated");
  await expects("A short call is better than a long e-mail", "assumed");
  await tell(page, house, `/v1/clients/${hollis.id}/changes`, { said: "Nobody can read these lines.", words: "Every line says what it is for." });
  // A review is due to everybody within the month.
  const place = await makeTouchpoint(page, house, "Review call");
  const ben = await colleague(page, house);
  await publishPlan(page, house, place, await idOf(page, house, "Ben Designer"));
  await ben.context().close();
  const rule = { name: "They may be cross", kind: "rhythm", every_days: 30, counts: "same_touchpoint", touchpoint: place.id };
  await post(page, house, "/v1/care-rules", rule);

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
  // What comes next, by whom and when; never why we thought of it.
  const next = theirs.getByRole("region", { name: "What happens next" });
  await expect(next.getByRole("listitem")).toContainText("Review call");
  await expect(next.getByRole("listitem")).toContainText("somebody of us");
  await expect(theirs.getByText("They may be cross")).toHaveCount(0);
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

  // A new one is asked for; what is said would be said of any link, and somebody here hears of it.
  await theirs.getByRole("button", { name: "Ask for a new link" }).click();
  await expect(theirs.getByText("If there is a page of yours", { exact: false })).toBeVisible();
  await page.reload();
  await expect(page.getByText("Marta Hollis asks for a new link")).toBeVisible();
  await page.goto("/today");
  const asked = page.getByRole("region", { name: "They ask for a new link" });
  await expect(asked).toContainText("Marta Hollis");
  await asked.getByRole("button", { name: "No new link needed: Hollis Ltd" }).click();
  await expect(asked).toBeHidden();
  // Whoever made an address up is told the same, and nobody hears of it.
  await theirs.goto(address.replace(/.$/, (last) => (last === "A" ? "B" : "A")));
  await theirs.getByRole("button", { name: "Ask for a new link" }).click();
  await expect(theirs.getByText("If there is a page of yours", { exact: false })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(asked).toBeHidden();
  await theirs.context().close();
});
