import { expectAccessible } from "../support/axe.ts";
import { DEMO, expect, test as base, visitDemo } from "../support/house.ts";
import { startHouse } from "../support/server.ts";

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from it
const test = base.extend({ house: async ({}, use) => {
  const house = await startHouse(DEMO);
  await use(house);
  await house.stop();
} });

test("gaps are found, explained, accepted, dismissed for good, put off and taken back", async ({ page, house }) => {
  await visitDemo(page, house);
  await page.goto("/gaps");
  await expect(page.getByRole("heading", { level: 1, name: /seem to be missing/ })).toBeVisible();
  await expectAccessible(page, "the worklist");
  const cards = page.getByRole("article");
  const first = cards.first();
  const waiting = async () => await page.getByRole("tab", { name: /^To decide/ }).innerText();
  const before = await waiting();

  // Explain one: a finding that was counted shows the events and words behind it.
  await page.getByRole("button", { name: /Found by/ }).click();
  await page.getByRole("option", { name: "Unanswered event" }).click();
  await expect(first).toContainText("Unanswered event");
  await first.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "What stands behind it" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: /20\d\d/ }).first()).toBeVisible();
  await expect(page.getByText(/days passed without one/)).toBeVisible();
  await expectAccessible(page, "a finding");
  await page.getByRole("link", { name: "All gaps" }).click();

  // Accept: the planned touchpoint is in the inventory, with the date; and it goes with the decision.
  await page.getByRole("button", { name: /Found by/ }).click();
  await page.getByRole("option", { name: "Unserved expectation" }).click();
  await expect(first).toContainText("Unserved expectation");
  await first.getByRole("textbox", { name: "Planned touchpoint" }).fill("A call before bad news");
  await first.getByRole("button", { name: "Accept and plan" }).click();
  await expect(page.getByText("“A call before bad news” is planned.")).toBeVisible();
  const planned = async () => {
    const answer = await page.request.get(`${house.url}/v1/touchpoints`);
    const { items } = (await answer.json()) as { items: { label: string; existence: string }[] };
    return items.find((it) => it.label === "A call before bad news")?.existence;
  };
  expect(await planned()).toBe("planned");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText(/is to be decided again/)).toBeVisible();
  expect(await planned()).toBeUndefined();

  // Put off, and the other way back.
  await first.getByRole("button", { name: "Later" }).click();
  await page.getByRole("button", { name: "for a month" }).click();
  await expect(page.getByText(/is put off\./)).toBeVisible();
  await page.getByRole("tab", { name: /^Put off/ }).click();
  await expect(cards).toHaveCount(1);
  await cards.getByRole("button", { name: /^Take back/ }).click();
  await expect(cards).toHaveCount(0);
  await page.getByRole("tab", { name: /^To decide/ }).click();
  await page.getByRole("button", { name: /Found by/ }).click();
  await page.getByRole("option", { name: "every detector" }).click();
  await expect.poll(waiting).toBe(before);

  // Dismiss, look again: it is not raised again.
  const name = await first.getByRole("heading").innerText();
  await first.getByRole("button", { name: /^Dismiss/ }).click();
  await page.getByRole("button", { name: "We do this, it is only not recorded" }).click();
  await expect(page.getByText(/is dismissed and will not be raised again/)).toBeVisible();
  await page.getByRole("button", { name: "Look for gaps now" }).click();
  await expect(page.getByText(/^Looked through everything/)).toBeVisible({ timeout: 30_000 });
  const headings = await cards.getByRole("heading").allInnerTexts();
  expect(headings).not.toContain(name);
  await page.getByRole("tab", { name: /^Dismissed/ }).click();
  await expect(cards.first()).toContainText("We do this, it is only not recorded");
  await expectAccessible(page, "what was dismissed");
});

test("what should follow and how long nobody waits for a word can be set", async ({ page, house }) => {
  await visitDemo(page, house);
  await page.goto("/gaps/rules");
  await page.getByRole("button", { name: "Add a kind of event" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "What happens" }).fill("A child turns 18");
  await dialog.getByRole("spinbutton").or(dialog.getByRole("textbox", { name: "Within how many days" })).fill("30");
  await expectAccessible(page, "a kind of event");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "A child turns 18" })).toContainText("any touch of ours within 30 days");
  await page.getByRole("button", { name: "Change “A child turns 18”" }).click();
  await dialog.getByRole("checkbox", { name: "A touch of ours should follow" }).uncheck({ force: true });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "A child turns 18" })).toContainText("nothing has to follow");
});

test("on a phone the worklist fits", async ({ page, house }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visitDemo(page, house);
  await page.goto("/gaps");
  await expect(page.getByRole("heading", { level: 1, name: /seem to be missing/ })).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
