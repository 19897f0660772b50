/** The import wizard as a person goes through it. */
import { expect, type Page } from "@playwright/test";

export interface TextFile {
  name: string;
  text: string;
}

/** Step one: chooses a file and waits for its preview. */
export async function chooseFile(page: Page, file: TextFile | string): Promise<void> {
  await page.goto("/import/new");
  await expect(page.getByRole("button", { name: "Choose a file" })).toBeVisible();
  await page
    .locator("input[type=file]")
    .setInputFiles(typeof file === "string" ? file : { name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.text) });
  await expect(page.getByRole("heading", { name: /does it look like your file/ })).toBeVisible();
}

/** Step two to three. */
export async function toMapping(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Go on to the meaning of columns" }).click();
  await expect(page.getByRole("table", { name: "The columns of the file and what they mean" })).toBeVisible();
}

/** Steps three to five. */
export async function runImport(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Import [\d,]+ rows?$/ }).click();
  await expect(page.getByText("Result", { exact: false }).and(page.locator("[aria-current=step]"))).toBeVisible({ timeout: 30_000 });
}

export async function importFile(page: Page, file: TextFile | string): Promise<void> {
  await chooseFile(page, file);
  await toMapping(page);
  await runImport(page);
}

/** The count under one heading of the result. */
export function tally(page: Page, name: string) {
  return page
    .locator("dl > div")
    .filter({ has: page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) }) })
    .getByRole("definition")
    .first();
}
