import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { expect, strangerPage, test } from "../support/house.ts";
import type { House } from "../support/server.ts";

const steps = (page: Page) => page.getByRole("list", { name: "Steps, in their order" }).locator("> li");
const names = (page: Page) => steps(page).evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
const saved = (page: Page) => expect(page.getByText(/^Saved/)).toBeVisible();

/** Three stages, four touchpoints, and two dozen clients who were asked about one of them. */
async function inventory(page: Page, house: House): Promise<void> {
  const post = async (path: string, data: unknown) => {
    const answer = await page.request.post(`${house.url}${path}`, { headers: { origin: house.url }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  for (const label of ["Arrive", "Treatment", "Afterwards"]) await post("/v1/stages", { label });
  for (const label of ["Phone", "In person"]) await post("/v1/channels", { label });
  for (const [label, stage, channel] of [
    ["Booking call", "arrive", "phone"],
    ["Reception", "arrive", "in-person"],
    ["Consultation", "treatment", "in-person"],
    ["Call next day", "afterwards", "phone"],
  ]) {
    await post("/v1/touchpoints", { label, kind: "dynamic", existence: "live", stage, channel });
  }
  const at = new Date(Date.now() - 7 * 86_400_000).toISOString();
  const items = Array.from({ length: 24 }, (_, n) => ({
    external_id: `r${n}`,
    client: { key: `c${n}`, attributes: { tier: n % 2 === 0 ? "Gold" : "Plain" } },
    occurred_at: at,
    answers: [{ question: "booking", kind: "rating", scale: "1-5", score: 1 + (n % 3), touchpoint: "booking-call" }],
  }));
  await post("/v1/responses", { items });
}

async function makeJourney(page: Page, name: string): Promise<void> {
  await page.goto("/journeys");
  await page.getByRole("button", { name: "New journey" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: /One step for each stage/ }).press(" ");
  await page.getByRole("button", { name: "Draw journey" }).click();
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
  await expect(steps(page)).toHaveCount(3);
}

test("a journey is made from the inventory, drawn by keyboard and by hand, taken out and brought in again", async ({ page, owned }) => {
  await page.goto("/journeys");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No journey is designed yet");
  await inventory(page, owned);
  await page.reload();
  await page.getByRole("button", { name: "New journey" }).click();
  await expectAccessible(page, "new journey");
  await page.keyboard.press("Escape");
  await makeJourney(page, "First visit");
  expect(await names(page)).toEqual(["Step 1: Booking call", "Step 2: Consultation", "Step 3: Call next day"]);

  // Feelings by keys: not decided, then as expected, then above.
  const booking = page.getByRole("slider", { name: /Step 1: Booking call/ });
  await expect(booking).toHaveAttribute("aria-valuetext", "not decided");
  await booking.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(booking).toHaveAttribute("aria-valuetext", "+1, above");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What clients feel falls short at “Booking call”");

  // By hand: down by two.
  const call = page.getByRole("slider", { name: /Step 3/ });
  await call.focus();
  await page.keyboard.press("End");
  const thumb = await call.boundingBox();
  if (!thumb) throw new Error("the point is not on the page");
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 84, { steps: 8 });
  await page.mouse.up();
  await expect(call).toHaveAttribute("aria-valuetext", "0, as expected");
  await page.keyboard.press("Control+z");
  await expect(call).toHaveAttribute("aria-valuetext", "+2, delighted");
  await page.keyboard.press("Control+Shift+z");
  await expect(call).toHaveAttribute("aria-valuetext", "0, as expected");

  // Words, one change a field however many letters.
  const expectation = page.getByRole("textbox", { name: /They expect, Step 2/ });
  await expectation.click();
  await expectation.pressSequentially("Nobody rushes.");
  await page.keyboard.press("Control+z");
  await expect(expectation).toHaveValue("");
  await page.keyboard.press("Control+Shift+z");
  await expect(expectation).toHaveValue("Nobody rushes.");

  // Moved by keys: first into the next stage, then past the neighbour; the focus stays with it.
  const handle = page.getByRole("button", { name: "Move Step 1: Booking call" });
  await handle.focus();
  await page.keyboard.press("Alt+ArrowRight");
  expect((await names(page))[0]).toBe("Step 1: Booking call");
  await page.keyboard.press("Alt+ArrowRight");
  await expect(page.getByRole("button", { name: "Move Step 2: Booking call" })).toBeFocused();
  await expect(page.getByText("Booking call is step 2 of 3, at Treatment.")).toBeAttached();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  expect((await names(page))[0]).toBe("Step 1: Booking call");

  // Dragged by hand, all steps stay.
  const grip = await page.getByRole("button", { name: "Move Step 1: Booking call" }).boundingBox();
  const last = await page.getByRole("slider", { name: /Step 3/ }).boundingBox();
  if (!grip || !last) throw new Error("nothing to drag");
  await page.mouse.move(grip.x + 6, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(last.x + 60, grip.y + 8, { steps: 12 });
  await page.mouse.up();
  expect((await names(page)).map((name) => name.slice(8))).toEqual(["Consultation", "Call next day", "Booking call"]);
  await page.keyboard.press("Control+z");
  expect((await names(page))[0]).toBe("Step 1: Booking call");

  // A step of its own, a moment of truth, and out again.
  await page.getByRole("button", { name: "Add step" }).click();
  await page.keyboard.type("A card by post");
  await expect(steps(page).last()).toHaveAttribute("aria-label", "Step 4: A card by post");
  await page.getByRole("button", { name: "What to do with Step 4: A card by post" }).click();
  await expectAccessible(page, "what to do with a step");
  await page.getByRole("menuitem", { name: "Mark as moment of truth" }).click();
  await expect(steps(page).last().getByRole("img", { name: "moment of truth" })).toBeVisible();
  await saved(page);
  await expectAccessible(page, "journey");

  // What was saved is there after a reload; the table twin says the same.
  await page.reload();
  await expect(steps(page)).toHaveCount(4);
  await expect(page.getByRole("textbox", { name: /They expect, Step 2/ })).toHaveValue("Nobody rushes.");
  await page.getByRole("radio", { name: "Table" }).click();
  const row = page.getByRole("row", { name: /Booking call/ });
  await expect(row).toContainText("+1 above");
  await expect(row).toContainText("n 24");
  await expect(row).toContainText("short of the design");
  await expectAccessible(page, "journey as a table");
  await page.getByRole("radio", { name: "Sheet" }).click();

  // Every file is what it says it is.
  const take = async (item: RegExp) => {
    await page.getByRole("button", { name: "Export" }).click();
    // The maker of PDFs and its fonts are fetched first.
    const waiting = page.waitForEvent("download", { timeout: 60_000 });
    await page.getByRole("menuitem", { name: item }).click();
    const file = await waiting;
    return readFile(await file.path());
  };
  const svg = (await take(/SVG/)).toString();
  expect(svg).toContain("A card by post");
  expect(svg).toContain("@font-face");
  expect((await take(/PNG/)).subarray(1, 4).toString()).toBe("PNG");
  expect((await take(/PDF/)).subarray(0, 5).toString()).toBe("%PDF-");
  const document = await take(/^Document/);

  await page.goto("/journeys");
  const bring = async (name: string, buffer: Buffer) => {
    if (!(await page.getByRole("dialog").isVisible())) await page.getByRole("button", { name: "New journey" }).click();
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer });
  };
  await bring("first-visit.json", document);
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
  await expect(steps(page)).toHaveCount(4);
  const id = page.url().split("/").at(-1)?.split("?")[0];
  const again = await page.request.get(`${owned.url}/v1/journeys/${id}/export.json`);
  expect(await again.json()).toEqual(JSON.parse(document.toString()));

  // What is no journey is refused with its place, and nothing of it is kept.
  const journey = JSON.parse(document.toString());
  const [a, b] = journey.steps.map((step: { id: string }) => step.id);
  await page.goto("/journeys");
  await bring("round.json", Buffer.from(JSON.stringify({ ...journey, links: [{ from: a, to: b }, { from: b, to: a }] })));
  await expect(page.getByText(/leads in a circle: “Booking call” → “Consultation” → “Booking call”/)).toBeVisible();
  await bring("empty.json", Buffer.from(JSON.stringify({ ...journey, steps: [] })));
  await expect(page.getByText(/A journey has at least one step/)).toBeVisible();
  await bring("notes.json", Buffer.from("not a journey"));
  await expect(page.getByText(/“notes.json” is not a journey/)).toBeVisible();
  await expectAccessible(page, "a document that was refused");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 journeys are designed");
  await expectAccessible(page, "journeys");

  await page.getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("The widest gap of all: “Booking call”");
  await expectAccessible(page, "journeys compared");
});

test("two people draw on one journey: the second is told and loses nothing", async ({ page, owned }) => {
  await inventory(page, owned);
  await makeJourney(page, "First visit");
  const url = page.url();
  const made = await page.request.post(`${owned.url}/v1/invitations`, {
    headers: { origin: owned.url },
    data: { email: "dora@example.org", role: "designer" },
  });
  const hers = await strangerPage(page, owned);
  await hers.goto((await made.json()).link.replace(/^https?:\/\/[^/]+/, owned.url));
  await hers.getByLabel("Your name").fill("Dora Designer");
  await hers.getByLabel("Password", { exact: true }).fill("seven herons at dusk");
  await hers.getByRole("button", { name: "Join" }).click();
  await expect(hers.getByRole("navigation", { name: "Main" })).toBeVisible();
  await hers.goto(url);
  await expect(steps(hers)).toHaveCount(3);

  // Different fields: both stand.
  await hers.getByRole("textbox", { name: /They do, Step 1/ }).fill("Calls before breakfast");
  await saved(hers);
  await expect(hers.getByText(/^Saved/)).toBeVisible();
  await hers.waitForTimeout(1500);
  await page.getByRole("textbox", { name: /Owner, Step 1/ }).fill("Front desk");
  await expect(page.getByText("Dora Designer has changed this journey too. Both changes stand.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /They do, Step 1/ })).toHaveValue("Calls before breakfast");
  await expect(page.getByRole("textbox", { name: /Owner, Step 1/ })).toHaveValue("Front desk");
  await saved(page);

  // The same field: both are shown until one is chosen.
  await hers.reload();
  await expect(hers.getByRole("textbox", { name: /Owner, Step 1/ })).toHaveValue("Front desk");
  await hers.getByRole("textbox", { name: /They expect, Step 2/ }).fill("Somebody listens.");
  await hers.waitForTimeout(2000);
  await page.getByRole("textbox", { name: /They expect, Step 2/ }).fill("Nobody rushes.");
  const dialog = page.getByRole("dialog", { name: "Dora Designer wrote something else in the same place" });
  await expect(dialog).toContainText("Nobody rushes.");
  await expect(dialog).toContainText("Somebody listens.");
  await expectAccessible(page, "two versions");
  await dialog.getByRole("radio", { name: /Somebody listens/ }).check();
  await dialog.getByRole("button", { name: "Keep what is chosen" }).click();
  await expect(page.getByRole("textbox", { name: /They expect, Step 2/ })).toHaveValue("Somebody listens.");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("textbox", { name: /They expect, Step 2/ })).toHaveValue("Nobody rushes.");
  await hers.context().close();
});
