import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { expect, strangerPage, test } from "../support/house.ts";
import { readQr } from "../support/qr.ts";

const NAMES = ["Ana", "Ben", "Cleo", "Dev"] as const;
const THINGS = ["postcard", "umbrella", "calendar", "glossary", "parking", "voicemail", "photograph", "checklist", "translation", "biscuits", "timetable", "drawing", "playlist", "recipe", "compass", "lantern", "notebook", "ribbon", "puzzle", "blanket", "telescope", "whistle", "garland", "teapot", "hammock"] as const;
const PLACES = ["after the review", "before the holidays", "during the move", "without any reason"] as const;

/** As one writes in a sprint: a line, Enter, the next. The cursor stays where it is, or the next line is lost. */
async function write(page: Page, lines: readonly string[]): Promise<void> {
  await page.getByLabel("Your idea, in one line").fill("");
  for (const line of lines) {
    await page.keyboard.insertText(line);
    await page.keyboard.press("Enter");
  }
}

test("four browsers come to a hundred ideas, near ones are pointed out, and the sprint ends on the board", async ({ page, owned }) => {
  await page.goto("/plus-ones");
  await page.getByRole("button", { name: "Start a sprint" }).click();
  const start = page.getByRole("dialog", { name: "Start a sprint" });
  await start.getByLabel("What is it about?").fill("After the review");
  await start.getByRole("button", { name: "Open the room" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("After the review");
  const code = page.getByRole("img", { name: "The link as a QR code" });
  await expect(code).toBeVisible();
  const address = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(address).toContain("/s/");
  expect(await readQr(code), "a phone's camera comes to the same room").toBe(address);

  const phones = await Promise.all(
    NAMES.map(async (name) => {
      const phone = await strangerPage(page, owned);
      await phone.setViewportSize({ width: 390, height: 844 });
      await phone.goto(new URL(address).pathname);
      await phone.getByLabel("Your first name").fill(name);
      await phone.getByRole("button", { name: "Come in" }).click();
      await expect(phone.getByLabel("Your idea, in one line")).toBeVisible();
      return phone;
    }),
  );
  const there = page.getByText(/^In the room: /);
  for (const name of NAMES) await expect(there).toContainText(name);
  const [ana, ben] = phones as [Page, Page, Page, Page];

  // What is near is pointed out as one types, and can be voted for instead.
  await ana.getByLabel("Your idea, in one line").fill("Voice memo after every review");
  await ana.getByRole("button", { name: "Add", exact: true }).click();
  await expect(ben.getByText("Voice memo after every review", { exact: true })).toBeVisible();
  await ben.getByLabel("Your idea, in one line").fill("voice memos after the revi");
  await expect(ben.getByText("Close to 1, “Voice memo after every review”")).toBeVisible();
  await ben.getByRole("button", { name: "Vote for it" }).click();
  await expect(ana.getByRole("button", { name: "1 vote for “Voice memo after every review”" })).toBeVisible();
  await expectAccessible(ben, "a room on a phone");

  // All at once; one of them loses the line meanwhile, and nothing of hers is lost.
  await ana.context().setOffline(true);
  await Promise.all(
    phones.map((phone, at) =>
      write(
        phone,
        THINGS.slice(0, at === 0 ? 24 : 25).map((thing) => `${thing} ${PLACES[at]}`),
      ),
    ),
  );
  await ana.context().setOffline(false);
  for (const screen of [page, ...phones]) await expect(screen.getByTestId("ideas")).toHaveText("100");
  await expect(ana.getByText("waits for the line")).toHaveCount(0);

  await page.getByRole("button", { name: "Close the sprint" }).click();
  const close = page.getByRole("dialog", { name: "Which ideas go to the board?" });
  await expect(close.getByRole("checkbox", { name: /Voice memo after every review/ })).toBeChecked();
  await close.getByText("lantern before the holidays").click();
  await expectAccessible(page, "closing a sprint");
  await close.getByRole("button", { name: "Close, 2 to the board" }).click();
  const ideas = page.getByRole("region", { name: "Idea", exact: true });
  await expect(ideas.getByRole("link", { name: "Voice memo after every review" })).toBeVisible();
  await expect(ideas.getByRole("link", { name: "lantern before the holidays" })).toBeVisible();
  await expect(ben.getByText(/Closed with 100 ideas/)).toBeVisible();
  await ben.goto(new URL(address).pathname);
  await expect(ben.getByRole("heading", { level: 1 })).toHaveText("This sprint is closed");
});
