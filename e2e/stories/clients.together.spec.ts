import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/house.ts";
import type { House } from "../support/server.ts";

async function post(page: Page, house: House, path: string, data: object) {
  const answer = await page.request.post(`${house.url}${path}`, { headers: { origin: house.url }, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as { id: string; results?: { id: string }[] };
}

/** A client whose only expectation is met as said, with a promise that runs. */
async function stands(page: Page, house: House, key: string, name: string, delta: number) {
  const client = await post(page, house, "/v1/clients", { key, name, kind: "household" });
  const told = await post(page, house, "/v1/expectations", {
    client: { key },
    words: "Ring me before the rate changes",
    level: "must",
    status: "confirmed",
    source: "interview",
  });
  const expectation = told.results?.[0]?.id ?? "";
  await post(page, house, `/v1/expectations/${expectation}/readings`, { delta, words: "As I had hoped" });
  return client.id;
}

test("satisfied clients with an open promise are a segment, and the list says where each stands", async ({ page, owned }) => {
  const roy = await stands(page, owned, "H-1", "Household Roy", 0);
  await stands(page, owned, "H-2", "Household Lund", 0);
  await stands(page, owned, "H-3", "Household Hale", -2);
  await post(page, owned, "/v1/promises", { client: roy, words: "Send the draft", due_at: "2099-03-06T12:00:00Z" });

  // Standings are worked out a few seconds after the facts.
  await expect(async () => {
    await page.goto("/clients");
    await expect(page.getByRole("row", { name: /Household Hale/ })).toContainText("dissatisfied", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole("row", { name: /Household Roy/ })).toContainText("satisfied");
  await expectAccessible(page, "clients with where they stand");

  await page.goto("/clients/segments?id=new");
  await page.getByLabel("Name", { exact: true }).fill("Satisfied, promised");
  const rule = async (field: string) => {
    const box = page.getByRole("combobox", { name: "What is asked for" }).last();
    await box.fill(field);
    await page.getByRole("option", { name: field }).click();
  };
  if ((await page.getByRole("combobox", { name: "What is asked for" }).count()) === 0)
    await page.getByRole("button", { name: "Add condition" }).click();
  await rule("Standing");
  await page.getByRole("button", { name: /With which Standing/ }).click();
  await page.getByRole("option", { name: "satisfied", exact: true }).click();
  await page.getByRole("button", { name: "Add condition" }).click();
  await rule("Open promises");
  await page.getByRole("button", { name: /How Open promises is compared/ }).click();
  await page.getByRole("option", { name: "at least" }).click();
  await page.getByRole("textbox", { name: "With which Open promises" }).fill("1");
  await expect(page.getByRole("link", { name: "Household Roy" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Household Lund" })).toBeHidden();
  await expectAccessible(page, "a segment of what is worked out");
  await page.getByRole("button", { name: "Save segment" }).click();
  const saved = page.getByRole("region", { name: "Satisfied, promised" });
  await expect(saved.getByText("Standing is satisfied and Open promises at least 1")).toBeVisible();

  // As this client saw it: what was promised is awaited.
  await page.goto(`/clients/${roy}`);
  const line = page.getByRole("region", { name: "What happened" });
  await expect(line.getByText("Send the draft")).toBeVisible();
  await expect(line.getByText("Promised:")).toBeVisible();
  await expect(line.getByText("Confirmed:").or(line.getByText("Expects:")).first()).toBeVisible();
});

test("a file of clients is taken back, and what was said since stays with its reason", async ({ page, owned }) => {
  expect(owned.url).not.toBe("");
  await page.goto("/clients/import");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles({
    name: "clients.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Key,Name,Kind\nH-1,Household Roy,household\nH-2,Household Lund,household\n"),
  });
  await page.getByRole("button", { name: "Import 2 clients" }).click();
  await expect(page.getByRole("heading", { name: "clients.csv is in" })).toBeVisible();
  const list = (await (await page.request.get(`${owned.url}/v1/clients`)).json()) as { items: { id: string; key: string }[] };
  const roy = list.items.find(({ key }) => key === "H-1")?.id ?? "";
  await post(page, owned, "/v1/promises", { client: roy, words: "Send the draft", due_at: "2099-03-06T12:00:00Z" });
  await page.getByRole("button", { name: "Take back" }).click();
  const ask = page.getByRole("dialog", { name: "Take back clients.csv?" });
  await expectAccessible(page, "asked before a file is taken back");
  await ask.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("clients.csv is taken back; one thing stays.")).toBeVisible();
  await expect(page.getByText("One thing stays", { exact: true })).toBeVisible();
  await page.getByText("One thing stays", { exact: true }).click();
  await expect(page.getByText("Household Roy: more is known since.")).toBeVisible();
  await expectAccessible(page, "files that were brought in");
  await page.goto("/clients");
  await expect(page.getByRole("link", { name: "Household Roy" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Household Lund" })).toBeHidden();
});
