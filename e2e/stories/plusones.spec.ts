import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { expect, goTo, test } from "../support/house.ts";

/** Two households that somebody expects something of. */
async function makeClients(page: Page, url: string): Promise<void> {
  const clients = ["Hale", "Roy"].map((name) => ({
    client: { key: name.toLowerCase(), name: `Household ${name}` },
    words: "Ring me first",
    level: "must",
    status: "assumed",
    source: "guess",
  }));
  const answer = await page.request.post(`${url}/v1/expectations`, { headers: { origin: url }, data: { items: clients } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Notes one delivery to Household Hale from the plus-one's page. */
async function deliver(page: Page, reaction: string): Promise<void> {
  await page.getByRole("button", { name: "Note a delivery", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "“Call before a rate change”" });
  const client = dialog.getByRole("combobox", { name: "Client" });
  await client.fill("Hale");
  await page.getByRole("option", { name: /Household Hale/ }).click();
  await dialog.getByRole("radio", { name: reaction, exact: true }).click();
  await dialog.getByRole("button", { name: "Note the delivery" }).click();
  await expect(dialog).toHaveCount(0);
}

test("a plus-one becomes the norm with the third time, stands in the ledger, and asks for a replacement", async ({ page, owned }) => {
  await makeClients(page, owned.url);
  await page.goto("/cockpit");
  await goTo(page, "Plus-ones");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nobody has thought of a plus-one yet");
  await expectAccessible(page, "an empty board");
  await page.getByRole("button", { name: "Add an idea" }).first().click();
  const add = page.getByRole("dialog", { name: "Add an idea" });
  await add.getByLabel("What does the client get?").fill("Call before a rate change");
  await add.getByLabel("Money each time").fill("4.10");
  await add.getByLabel("Minutes each time").fill("6");
  await add.getByRole("button", { name: "Put on the board" }).click();
  await expect(add).toHaveCount(0);
  const ideas = page.getByRole("region", { name: "Idea", exact: true });
  await expect(ideas.getByRole("link", { name: "Call before a rate change" })).toBeVisible();

  // Voted for, then moved by its menu, as a keyboard can.
  await ideas.getByRole("button", { name: /^Vote/ }).click();
  await expect(ideas.getByRole("button", { name: /^Voted/ })).toContainText("1");
  await ideas.getByRole("button", { name: "What to do with “Call before a rate change”" }).click();
  await page.getByRole("menuitem", { name: "Try it" }).click();
  const trial = page.getByRole("region", { name: "Trial", exact: true });
  await trial.getByRole("link", { name: "Call before a rate change" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Call before a rate change");
  await expect(page.getByText("Too few clients got it three times")).toBeVisible();

  await deliver(page, "Wow");
  await expect(page.getByRole("heading", { name: "Given once" })).toBeVisible();
  await deliver(page, "Wow");
  await expect(page.getByRole("heading", { name: "Given 2 times" })).toBeVisible();
  await deliver(page, "Noticed");
  await expect(page.getByText("A replacement is wanted")).toBeVisible();
  await expect(page.getByText(/given to Household Hale for the third time/).first()).toBeVisible();
  await expectAccessible(page, "a norm");

  // Noted by mistake: taken back it is on trial, and after that a norm again.
  await page.getByRole("button", { name: /^What to do with the delivery to Household Hale/ }).first().click();
  await page.getByRole("menuitem", { name: "It was not given" }).click();
  await expect(page.getByRole("heading", { name: "Given 2 times" })).toBeVisible();
  await expect(page.getByText("A replacement is wanted")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(page.getByText("A replacement is wanted")).toBeVisible();

  // The client's ledger has it as something that should be.
  const ledger = await page.request.get(`${owned.url}/v1/expectations`);
  const { items } = (await ledger.json()) as { items: { words: string; level: string; status: string }[] };
  expect(items.filter((it) => it.words === "Call before a rate change" && it.status !== "retired")).toMatchObject([
    { level: "should", status: "assumed" },
  ]);

  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.getByText(/Kept, Robin Owner/).first()).toBeVisible();
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  const replace = page.getByRole("dialog", { name: /What takes the place/ });
  await replace.getByLabel("What does the client get?").fill("Pension map on one page");
  await replace.getByRole("button", { name: "Put on the board" }).click();
  await expect(replace).toHaveCount(0);
  await expect(page.getByText("Its place is taken")).toBeVisible();
  await page.getByRole("link", { name: "All plus-ones" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No plus-one still surprises; one has become the norm");
  await expect(page.getByRole("region", { name: "Idea", exact: true }).getByRole("link", { name: "Pension map on one page" })).toBeVisible();
});
