import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/house.ts";
import { clientOf, expects, logged, post, settleToday, told } from "../support/today.ts";

test("on a phone a touch is logged without a connection, survives a reload, and arrives once", async ({
  page,
  owned,
  context,
}) => {
  const place = await settleToday(page, owned, { "Hollis Ltd": 60, "Brandt household": 45, "Lund and Sons": 31 });
  await expects(page, owned, "hollis-ltd", "The figures a day before we talk", "confirmed");
  await expects(page, owned, "hollis-ltd", "Nothing on paper", "assumed");
  const lund = await clientOf(page, owned, "Lund");
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString();
  await post(page, owned, "/v1/promises", { client: lund, words: "Ring the bank", due_at: soon });
  await page.goto("/today");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 touches today, 2 of them late");
  const hollis = page.getByRole("article", { name: "Review call, Hollis Ltd" });
  await expect(hollis).toContainText("27 days late");
  await expect(hollis.locator("q")).toHaveText("The figures a day before we talk");
  await expect(hollis).toContainText("our guess, ask today");
  const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(inside).toBeLessThanOrEqual(outside ?? 0);
  for (const button of await page.getByRole("article").getByRole("button").all()) {
    const box = await button.boundingBox();
    if (box) expect(Math.round(box.height), "large enough for a thumb").toBeGreaterThanOrEqual(44);
  }
  await expectAccessible(page, "today");
  // The worker has taken what the page is made of.
  const kept = () =>
    page.evaluate(async () => {
      const data = await (await caches.open("touchstone-data")).keys();
      return navigator.serviceWorker.controller ? data.map(({ url }) => new URL(url).pathname).toSorted() : [];
    });
  await expect.poll(kept).toEqual(["/v1/me", "/v1/today"]);

  await context.setOffline(true);
  await hollis.getByRole("button", { name: "Done with note: Hollis Ltd" }).tap();
  const sheet = page.getByRole("dialog", { name: "Done: Review call" });
  await sheet.getByRole("button", { name: "All kept" }).tap();
  await sheet.getByText("As expected", { exact: true }).tap();
  await sheet.getByLabel("Note").fill("The move is two weeks late.");
  await sheet.getByLabel("In one line: what, by when").fill("Send the draft cash plan by Friday");
  await expect(sheet.getByText("the line is kept as you wrote it", { exact: false })).toBeVisible();
  await expectAccessible(page, "the sheet");
  await sheet.getByRole("button", { name: "Save" }).tap();
  await expect(sheet).toBeHidden();
  await expect(page.getByText("one note waiting")).toBeVisible();
  await expect(page.getByText("Waits for a connection.", { exact: false })).toBeVisible();
  await expect(hollis).toBeHidden();

  // The telephone is put away and taken out again, still without a connection.
  await page.reload();
  await expect(page.getByText("one note waiting")).toBeVisible();
  await expect(page.getByRole("article", { name: "Review call, Brandt household" })).toBeVisible();
  await expect(hollis).toBeHidden();
  await page.getByRole("button", { name: "Done with note: Brandt household" }).tap();
  await page.getByRole("dialog").getByLabel("Note").fill("They are well.");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
  await expect(page.getByText("2 notes waiting")).toBeVisible();

  // What is put off, and a promise that was kept, wait as well.
  await page.getByRole("button", { name: "Later: Lund and Sons" }).tap();
  const later = page.getByRole("dialog", { name: "Later: Lund and Sons" });
  await later.getByRole("button", { name: "They are away" }).tap();
  await later.getByRole("button", { name: "Put off" }).tap();
  await expect(later).toBeHidden();
  await expect(page.getByText("3 notes waiting")).toBeVisible();
  await expect(page.getByRole("article", { name: "Review call, Lund and Sons" })).toBeHidden();
  const promises = page.getByRole("region", { name: "Promises you made" });
  await promises.getByRole("button", { name: "Kept: Ring the bank" }).tap();
  await expect(promises.getByText("Kept. Waits for a connection.")).toBeVisible();
  await expect(page.getByText("4 notes waiting")).toBeVisible();
  await page.reload();
  await expect(page.getByText("4 notes waiting")).toBeVisible();
  await expect(promises.getByText("Kept. Waits for a connection.")).toBeVisible();
  await expectAccessible(page, "with everything waiting");

  await page.getByRole("button", { name: "See them" }).tap();
  const waiting = page.getByRole("dialog", { name: "What waits on this device" });
  await expect(waiting.getByRole("listitem")).toHaveCount(4);
  await expect(waiting).toContainText("The move is two weeks late.");
  await expectAccessible(page, "what waits");
  await waiting.getByRole("button", { name: "Close" }).tap();
  expect(await logged(page, owned, place)).toEqual([]);

  await context.setOffline(false);
  await expect(page.getByText("notes waiting")).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is due today");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is due today");
  // What was promised in it has arrived once, and was read on arrival; the promise that was kept is gone.
  await expect(promises.getByRole("listitem")).toHaveCount(1);
  await expect(promises).toContainText("draft cash plan");
  await expect(promises.getByText("draft cash plan by Friday")).toHaveCount(0);
  const there = await logged(page, owned, place);
  expect(there.toSorted()).toEqual(["Brandt household: They are well.", "Hollis Ltd: The move is two weeks late."]);
  // Nothing twice.
  expect(await told(page, owned, "snooze_prompt")).toBe(1);
  expect(await told(page, owned, "keep_promise")).toBe(1);
  expect(await told(page, owned, "log_touch")).toBe(2);
});
