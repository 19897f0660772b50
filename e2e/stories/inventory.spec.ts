import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { expect, goTo, test } from "../support/house.ts";

const grid = (page: Page) => page.getByRole("grid", { name: "Touchpoints by stage and channel" });
const card = (page: Page, label: string) => grid(page).getByRole("button", { name: new RegExp(`^${label} ?,`) });
const cell = (page: Page, name: string) => grid(page).getByRole("group", { name, exact: true });

/** From an empty organization to the grid of a template, as somebody would. */
async function applyTemplate(page: Page): Promise<void> {
  await page.goto("/inventory");
  await page.getByRole("button", { name: "Look through Wealth adviser" }).click();
  await page.getByRole("button", { name: /^Put \d+ touchpoints in$/ }).click();
  await expect(grid(page)).toBeVisible();
}

/** Chooses in a select, by its label. */
async function choose(within: Page | Locator, page: Page, field: string, option: string | RegExp): Promise<void> {
  await within.getByRole("button", { name: new RegExp(`${field}$`) }).click();
  await page.getByRole("option", { name: option }).first().click();
}

async function importFile(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Import a spreadsheet" }).click();
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

test("an empty organization takes a template and has forty touchpoints to work with", async ({ page, owned: _ }) => {
  await page.goto("/cockpit");
  await goTo(page, "Touchpoints");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Every touch that clients have with you, in one picture");
  await expectAccessible(page, "inventory without anything");

  await page.getByRole("button", { name: "Look through Wealth adviser" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Wealth adviser: \d\d touchpoints$/);
  await expectAccessible(page, "a template");
  await page.getByRole("checkbox", { name: /^Brochure/ }).press(" ");
  await page.getByRole("button", { name: /^Put \d+ touchpoints in$/ }).click();

  await expect(grid(page)).toBeVisible();
  const cards = grid(page).locator("[data-id]");
  expect(await cards.count()).toBeGreaterThanOrEqual(40);
  await expect(card(page, "Brochure")).toHaveCount(0);
  await expect(page.getByRole("columnheader", { name: /^Discover/ })).toContainText(/\d+ live/);
  await expectAccessible(page, "the grid");

  // The same template again holds only what is not there yet.
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Add from a template" }).click();
  await page.getByRole("button", { name: "Look through Wealth adviser" }).click();
  await expect(page.getByRole("button", { name: "Put 1 touchpoint in" })).toBeVisible();
  await page.getByRole("button", { name: "Put 1 touchpoint in" }).click();
  await expect(card(page, "Brochure")).toContainText("missing");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("One touch is missing");
});

test("touchpoints are renamed, moved and changed together, and every change can be undone", async ({ page, owned: _ }) => {
  await applyTemplate(page);
  const first = card(page, "Evening talk");
  await first.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Garden party");
  await page.keyboard.press("Enter");
  const party = card(page, "Garden party");
  await expect(party).toBeFocused();

  // With Alt and an arrow to the cell beside; picked up at the handle and dropped two cells on.
  await expect(cell(page, "In person, Discover")).toContainText("Garden party");
  await page.keyboard.press("Alt+ArrowRight");
  await expect(cell(page, "In person, Enquire")).toContainText("Garden party");
  await expect(party).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Move Garden party" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cell(page, "In person, Enquire")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(cell(page, "In person, Join")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cell(page, "In person, Join")).toContainText("Garden party");

  await page.keyboard.press("Control+z");
  await expect(cell(page, "In person, Enquire")).toContainText("Garden party");
  await page.keyboard.press("Control+z");
  await expect(cell(page, "In person, Discover")).toContainText("Garden party");
  await page.keyboard.press("Control+Shift+z");
  await expect(cell(page, "In person, Enquire")).toContainText("Garden party");

  // By pointer, together with what is selected.
  await card(page, "First meeting").click({ modifiers: ["Control"] });
  await party.click({ modifiers: ["Control"] });
  await expect(page.getByText("2 touchpoints selected")).toBeVisible();
  await party.dragTo(cell(page, "Phone, Join"));
  await expect(cell(page, "Phone, Join")).toContainText("Garden party");
  await expect(cell(page, "Phone, Join")).toContainText("First meeting");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(cell(page, "In person, Enquire")).toContainText("First meeting");

  await page.getByRole("button", { name: "Change together" }).click();
  const dialog = page.getByRole("dialog", { name: "Change 2 touchpoints" });
  await dialog.getByLabel("Department").fill("Advice");
  await choose(dialog, page, "Importance", "5, decides");
  await choose(dialog, page, "State", /^missing/);
  await expectAccessible(page, "changing many");
  await dialog.getByRole("button", { name: "Change 2 touchpoints" }).click();
  await expect(party).toContainText("missing");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Two touches are missing");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  await expectAccessible(page, "history");
  await page.getByRole("button", { name: /^Undo: Changed 2 touchpoints/ }).first().click();
  await expect(page.getByText(/^Undone:/)).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(party).toContainText(/^((?!missing).)*$/);
});

test("the drawer holds everything about a touchpoint, and a cell can be decided against", async ({ page, owned: _ }) => {
  await applyTemplate(page);
  await card(page, "First meeting").click();
  const drawer = page.getByRole("region", { name: "First meeting" });
  await expect(drawer).toBeVisible();
  await expect(page).toHaveURL(/[?&]at=/);
  await choose(drawer, page, "State", /^retired/);
  await drawer.getByRole("button", { name: "Retire it" }).click();
  await expect(drawer).toContainText("Say why: without a reason it can’t be kept.");
  await drawer.getByRole("textbox", { name: "Why" }).fill("We meet by video only.");
  await drawer.getByRole("button", { name: "Retire it" }).click();
  await expect(page.getByText("“First meeting” is now retired.")).toBeVisible();
  await expect(card(page, "First meeting")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(card(page, "First meeting")).toBeVisible();
  await drawer.getByRole("radiogroup", { name: "Our attention" }).or(drawer.getByRole("group", { name: "Our attention" })).getByText("4", { exact: true }).click();
  await expect(card(page, "First meeting")).toHaveAccessibleName(/attention 4 of 5/);
  await expectAccessible(page, "the drawer");
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(card(page, "First meeting")).toBeFocused();

  await page.getByRole("button", { name: "Add to Letter, Enquire" }).click();
  await page.getByRole("button", { name: "Nothing belongs here…" }).click();
  await page.getByLabel("Why").fill("Nobody writes before they have called.");
  await page.getByRole("button", { name: "Mark as not applicable" }).click();
  await expect(page.getByRole("button", { name: /Letter, Enquire: not applicable, Nobody writes/ })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "Add to Letter, Enquire" })).toBeAttached();

  await page.getByRole("button", { name: "Add to Letter, Enquire" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Handwritten card");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(cell(page, "Letter, Enquire")).toContainText("Handwritten card");
});

test("a spreadsheet with bad rows says what it would do, and gives the bad rows back", async ({ page, owned }) => {
  await applyTemplate(page);
  const before = await grid(page).locator("[data-id]").count();
  const rows = [
    "Name,Stage,Channel,Kind,State,Importance",
    "Welcome parcel,Join,Package,work product,live,4",
    "Desk in the lobby,Enquire,Premises,static,live,2",
    ",Join,Phone,dynamic,live,3",
    "Year-end call,Yearly review,Phone,dynamic,sometimes,3",
    "Birthday card,Every day,Letter,work product,planned,9",
  ];
  await importFile(page, "ours.csv", rows.join("\n"));
  const dialog = page.getByRole("dialog", { name: "Import touchpoints" });
  await expect(dialog).toContainText("Nothing has been changed yet.");
  await expect(dialog).toContainText("New on the grid: Package.");
  await expect(dialog.getByRole("region", { name: "Rows with problems" })).toContainText("sometimes");
  await expectAccessible(page, "what an import would do");
  await dialog.getByRole("button", { name: /^Import \d touchpoints$/ }).click();
  const result = page.getByRole("dialog", { name: "What came in" });
  const rejects = await result.getByRole("link", { name: "Save the rows left out" }).getAttribute("href");
  const file = await (await page.request.get(`${owned.url}${rejects}`)).text();
  expect(file).toContain("Name");
  expect(file.trim().split("\n").length).toBeGreaterThanOrEqual(2);
  await result.getByRole("button", { name: "Close" }).click();
  await expect(card(page, "Welcome parcel")).toBeVisible();

  // What is written out comes in again unchanged.
  const all = await (await page.request.get(`${owned.url}/v1/export/inventory.csv`)).text();
  await importFile(page, "again.csv", all);
  await expect(dialog).toContainText("0 touchpoints would be.");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByText("List", { exact: true }).click();
  await expect(page).toHaveURL(/view=list/);
  const list = page.getByRole("table", { name: "Touchpoints of the inventory" });
  await expect(list.getByRole("rowheader", { name: /Welcome parcel/ })).toBeVisible();
  expect(await list.getByRole("checkbox", { name: /^Select / }).count()).toBeGreaterThan(before);
  await list.getByRole("button", { name: "Importance" }).click();
  await expect(list.getByRole("columnheader", { name: "Importance" })).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("searchbox", { name: "Find by name" }).fill("parcel");
  await expect(list.getByRole("checkbox", { name: /^Select / })).toHaveCount(2);
  await expectAccessible(page, "the list");
});

test("what happens and nobody wrote down comes from the log, and from a mailbox", async ({ page, owned: _ }) => {
  await applyTemplate(page);
  await page.getByRole("link", { name: "Found in practice" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything that happens stands in the inventory");
  await expectAccessible(page, "nothing discovered");
  const subjects = ["Parking at your office", "Parking at your office", "Re: Parking at your office", "parking at your office?"];
  const mails = subjects.map((subject, at) =>
    [
      `From client${at}@home.example Mon Nov ${10 + at} 09:00:00 2025`,
      `From: client${at}@home.example`,
      "To: office@example.org",
      `Subject: ${subject}`,
      `Date: Mon, ${10 + at} Nov 2025 09:00:00 +0000`,
      `Message-ID: <${at}@home.example>`,
      "",
      "Where can I park?",
      "",
    ].join("\n"),
  );
  await page.locator("input[type=file]").setInputFiles({ name: "inbox.mbox", mimeType: "application/mbox", buffer: Buffer.from(mails.join("\n")) });
  await expect(page.getByText("4 mails read.", { exact: false })).toBeVisible();
  const found = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /parking/i }) });
  await expect(found).toBeVisible();
  await expectAccessible(page, "discovered in a file");
  await found.getByLabel("Name").fill("Parking question");
  await choose(found, page, "Stage", "Enquire");
  await found.getByRole("button", { name: /^Take up/ }).click();
  await expect(page.getByText("“Parking question” added.")).toBeVisible();
  await page.getByRole("navigation", { name: "Pages of the inventory" }).getByRole("link", { name: "Touchpoints" }).click();
  await expect(card(page, "Parking question")).toBeVisible();
});

test("our attention is compared with what others were seen to do", async ({ page, owned: _ }) => {
  await applyTemplate(page);
  await page.getByRole("link", { name: "Ours and theirs" }).click();
  await expect(page.getByRole("heading", { name: "Where do we try harder than others, and where less?" })).toBeVisible();
  await page.getByRole("button", { name: "Add a comparison" }).click();
  await page.getByLabel("Who").fill("Harbour Bank");
  await page.getByLabel("What was seen").fill("They rang back the same afternoon, by name.");
  await expectAccessible(page, "a comparison");
  await page.getByRole("button", { name: "Keep comparison" }).click();
  const table = page.getByRole("table", { name: "Who was compared" });
  await expect(table).toContainText("Harbour Bank");
  await expectAccessible(page, "intentionality");
  await table.getByRole("button", { name: /^Remove Harbour Bank/ }).click();
  await expect(page.getByText("Nobody yet.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(table).toContainText("Harbour Bank");
});
