/**
 * Pictures of every page of the demo, for the README and for looking at them:
 *
 *     TOUCHSTONE_BIN=… npm run screenshots -- ../docs/pictures [cockpit mapping …]
 *
 * writes `<page>-<light|dark>-<desktop|phone>.png`. With names after the folder only those pages.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { DEMO } from "./support/house.ts";
import { type House, startHouse } from "./support/server.ts";
import { answers, asCsv } from "./support/survey.ts";

const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} as const;

/** What to open, and what to do there before the picture. The last ones change the demo. */
const PAGES: [string, string, ((page: Page) => Promise<void>)?][] = [
  ["cockpit", "/cockpit"],
  ["inventory", "/inventory"],
  ["inventory-list", "/inventory?view=list"],
  ["inventory-touchpoint", "/inventory", openFirstCard],
  ["discover", "/inventory/discover"],
  ["intent", "/inventory/intent"],
  ["touchpoints", "/touchpoints"],
  ["touchpoints-table", "/touchpoints?view=table"],
  ["touchpoint", "/touchpoints", openFirstTouchpoint],
  ["people", "/people"],
  ["tokens", "/tokens"],
  ["audit", "/audit"],
  ["settings", "/settings"],
  ["imports", "/import"],
  ["upload", "/import/new"],
  ["preview", "/import/new", chooseFile],
  ["mapping", "/import/new", async (page) => {
    await chooseFile(page);
    await page.getByRole("button", { name: "Go on to the meaning of columns" }).click();
    await page.getByText("What this will become").waitFor();
  }],
  ["result", "/import", async (page) => {
    await page.waitForLoadState("networkidle");
    const known = page.getByRole("link", { name: /clinic/ });
    if ((await known.count()) > 0) return known.first().click();
    await page.goto("/import/new");
    await chooseFile(page);
    await page.getByRole("button", { name: "Go on to the meaning of columns" }).click();
    await page.getByRole("button", { name: /^Import \d+ rows$/ }).click();
    await page.getByRole("heading", { name: /responses are in/ }).waitFor();
  }],
];

async function openFirstCard(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("[data-id]").first().click();
  await page.getByRole("textbox", { name: "Name" }).waitFor();
}

async function openFirstTouchpoint(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link").filter({ hasText: /\w/ }).first().click();
  await page.waitForURL(/\/touchpoints\/./);
}

async function chooseFile(page: Page): Promise<void> {
  const buffer = Buffer.from(asCsv(answers(240)));
  await page.locator("input[type=file]").setInputFiles({ name: "clinic-2025.csv", mimeType: "text/csv", buffer });
  await page.getByRole("heading", { name: /does it look like your file/ }).waitFor();
}

async function photograph(browser: Browser, house: House, folder: string, wanted: readonly string[]): Promise<void> {
  for (const [sizeName, size] of Object.entries(SIZES)) {
    for (const theme of ["light", "dark"] as const) {
      const context = await browser.newContext({
        ...size,
        baseURL: house.url,
        colorScheme: theme,
        locale: "en-GB",
        timezoneId: "UTC",
        reducedMotion: "reduce",
      });
      const signedIn = await context.request.post("/v1/session", { headers: { origin: house.url }, data: house.demo });
      if (!signedIn.ok()) throw new Error(`the demo lets nobody in: ${await signedIn.text()}`);
      for (const [name, path, act] of PAGES) {
        if (wanted.length > 0 && !wanted.includes(name)) continue;
        const page = await context.newPage();
        await page.goto(path);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        if (act) await act(page);
        await page.waitForLoadState("networkidle");
        const file = `${name}-${theme}-${sizeName}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: sizeName === "phone" });
        await page.close();
        process.stdout.write(`${file}\n`);
      }
      await context.close();
    }
  }
}

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder for the pictures: npm run screenshots -- <folder> [page …]");
await mkdir(folder, { recursive: true });
const house = await startHouse({ ...DEMO, clients: 1200, months: 30 });
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
try {
  await photograph(browser, house, folder, wanted);
} finally {
  await browser.close();
  await house.stop();
}
