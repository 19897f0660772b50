import type { Page } from "@playwright/test";
import { makeClient, tell } from "../support/clients.ts";
import { expect, test } from "../support/house.ts";

/** Where the focus is: what it is called, whether it can be seen, and whether it shows. */
function focused(page: Page) {
  return page.evaluate(() => {
    const it = document.activeElement as HTMLElement | null;
    if (!it || it === document.body) return null;
    // A box that is drawn by its label is focused without being seen itself.
    const shown = (it.closest("label, [data-focus-visible]") ?? it) as HTMLElement;
    const box = shown.getBoundingClientRect();
    const marked = [it, shown, it.parentElement].some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    });
    const labels = (it as HTMLInputElement).labels;
    const name = it.getAttribute("aria-label") ?? it.textContent?.trim() ?? "";
    return {
      name: name || labels?.[0]?.textContent || it.getAttribute("aria-labelledby") || "",
      seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      marked,
      html: it.outerHTML.slice(0, 120),
      inDialog: it.closest("[role=dialog]") !== null,
    };
  });
}

/** Goes on with Tab until it comes round to the top again; every stop must be named, in sight and marked. */
async function walk(page: Page, where: string, most: number): Promise<number> {
  const faults: string[] = [];
  let stops = 0;
  for (; stops < most; stops += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop === null || stop.name === "Skip to content") break;
    if (!stop.name) faults.push(`${where}: no name: ${stop.html}`);
    if (!stop.seen) faults.push(`${where}: out of sight: ${stop.html}`);
    if (!stop.marked) faults.push(`${where}: focus does not show: ${stop.html}`);
  }
  expect(faults).toEqual([]);
  return stops;
}

test("what belongs to clients and their loyalty is reached with the keyboard, and the focus shows", async ({ page, owned }) => {
  const roy = await makeClient(page, owned, "Roy household", "Anna Roy");
  const pages = ["/today", "/clients", "/expectations", "/promises", "/trust", "/ladder", "/plus-ones", "/advocacy"];
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // Before its facts are there a page may have nothing to reach, or something that goes when they say that all is empty.
    await page.waitForLoadState("networkidle");
    await expect(page.locator("#main :is(a[href], button:enabled, input:enabled)").first()).toBeVisible();
    // The menu is the same everywhere; the first stop leads past it.
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    expect(await walk(page, path, 25), path).toBeGreaterThan(0);
  }
  await page.goto(`/clients/${roy.id}`);
  await expect(page.getByRole("region", { name: "Promises" }).getByRole("textbox")).toBeVisible();
  await page.getByRole("heading", { level: 1 }).focus();
  expect(await walk(page, "a client's page", 40)).toBeGreaterThan(15);
});

test("a sheet keeps the focus while it is open and gives it back; a choice in it needs no pointer", async ({ page, owned }) => {
  await makeClient(page, owned, "Roy household", "Anna Roy");
  await page.goto("/promises?tab=own");
  const open = page.getByRole("button", { name: "Note an error of ours" });
  await open.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Note an error of ours" });
  await expect(sheet).toBeVisible();
  for (let stop = 0; stop < 14; stop += 1) {
    await page.keyboard.press("Tab");
    expect((await focused(page))?.inDialog, `stop ${stop} is in the sheet`).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(open).toBeFocused();

  await page.keyboard.press("Enter");
  const client = sheet.getByRole("combobox", { name: "Client" });
  await client.focus();
  await page.keyboard.type("Roy");
  await expect(page.getByRole("option", { name: "Roy household" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option")).toHaveCount(0);
  await expect(client).toHaveValue("Roy household");
  await sheet.getByRole("textbox", { name: "What we got wrong" }).fill("The March figures were sent twice");
  await page.keyboard.press("Tab");
  await sheet.getByRole("button", { name: "Note it" }).focus();
  await page.keyboard.press("Enter");
  // What was done is said aloud, with the way back in the same place.
  const told = page.getByRole("region", { name: "Notices" }).getByRole("status");
  await expect(told).toContainText("Noted");
  await expect(told.getByRole("button", { name: "Undo" })).toBeVisible();
});

test("who hears the page is told what each button is for, and each chart once", async ({ page, owned }) => {
  const roy = await makeClient(page, owned, "Roy household", "Anna Roy");
  for (const words of ["The figures a day before we talk", "One person who knows us"]) {
    await tell(page, owned, "/v1/expectations", { client: { key: roy.key }, words, level: "must", status: "confirmed", source: "a visit" });
  }
  await page.goto(`/clients/${roy.id}`);
  const standing = page.getByRole("region", { name: "Standing" });
  await expect(standing.getByRole("button", { name: "How is it met? One person who knows us" })).toBeVisible();
  const names = await standing.getByRole("button").evaluateAll((all) => all.map((it) => it.getAttribute("aria-label") ?? it.textContent));
  expect(new Set(names).size, `no two of ${names.join(", ")} are called the same`).toBe(names.length);

  await page.goto("/expectations");
  const ice = page.getByRole("figure", { name: /lie below the waterline$/ });
  await expect(ice.getByRole("button", { name: "Table" })).toBeVisible();
  // What is drawn is not read as loose figures: the caption says it, the table lists it.
  const read = await ice.ariaSnapshot();
  expect(read.match(/Expectations of all clients by depth/g)).toHaveLength(1);
  expect(read).not.toContain("group");
});
