import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/house.ts";
import { answers, asCsv, meanOf, npsOf, RATINGS } from "../support/survey.ts";
import { chooseFile, importFile, runImport, tally, toMapping } from "../support/wizard.ts";

const LIST = answers(400);
const FILE = { name: "clinic-2025.csv", text: asCsv(LIST) };
const inWords = (value: number, digits: number) => value.toFixed(digits).replace("-", "−");

test("a survey file becomes exactly its numbers on screen, and is gone after undoing", async ({ page, owned }) => {
  const nps = npsOf(LIST);
  await chooseFile(page, FILE);
  await expect(page.getByRole("region", { name: "The first 20 rows" })).toContainText("R00001");
  await expectAccessible(page, "preview");
  await toMapping(page);

  const panel = page.getByRole("complementary", { name: "What the file will become" });
  await expect(panel).toContainText(`NPS from ${nps.n} answers`);
  await expect(panel).toContainText(inWords(nps.nps, 1));
  await expect(panel).toContainText(/4\s*touchpoints/);
  await panel.getByRole("button", { name: /9 is .*never used/ }).click();
  await expect(page.getByRole("row", { name: /Waiting room/ })).toContainText("9 never used");
  await expectAccessible(page, "mapping");

  await runImport(page);
  await expect(page.getByRole("heading", { name: "All 400 responses are in" })).toBeVisible();
  await expect(tally(page, "Imported")).toHaveText("400");
  await expectAccessible(page, "result");

  await page.getByRole("link", { name: "Open touchpoints" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText(new RegExp(`${inWords(nps.nps, 1)}\\s*±${nps.half.toFixed(1)}`));
  await expect(main).toContainText(`n ${nps.n}`);
  const board = page.getByRole("table", { name: /^Touchpoints of/ });
  for (const [at, label] of RATINGS.entries()) {
    const { mean, n } = meanOf(LIST, at);
    const row = board.getByRole("row", { name: new RegExp(label) });
    await expect(row).toContainText(inWords(mean, 2));
    await expect(row).toContainText(`n ${n}`);
  }

  await board.getByRole("link", { name: /Waiting room/ }).click();
  const waiting = meanOf(LIST, 1);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(inWords(waiting.mean, 2));
  await expect(main).toContainText(`n ${waiting.n}`);
  await expectAccessible(page, "touchpoint");

  // The API says the same, interval and all.
  const api = await page.request.get(`${owned.url}/v1/measure?measure=nps`);
  const { total } = (await api.json()) as { total: { value: number; n: number; low: number; high: number } };
  expect(total.n).toBe(nps.n);
  expect(total.value).toBeCloseTo(nps.nps, 6);
  expect((total.high - total.low) / 2).toBeCloseTo(nps.half, 6);

  await page.goto("/import");
  await page.getByRole("button", { name: `Undo the import of ${FILE.name}` }).click();
  await expect(page.getByRole("dialog")).toContainText("400 responses");
  await expectAccessible(page, "undo asks first");
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("row", { name: /clinic-2025/ })).toContainText("undone");
  await page.goto("/cockpit");
  await expect(page.getByRole("heading", { name: "No client has been heard yet" })).toBeVisible();
});

test("the same file again changes nothing", async ({ page, owned: _ }) => {
  await importFile(page, FILE);
  await importFile(page, FILE);
  await expect(page.getByRole("heading", { name: "Everything in this file was there already" })).toBeVisible();
  await expect(tally(page, "Unchanged")).toHaveText("400");
});

test("bad rows come back as a file that says why, the rest is in", async ({ page, owned: _ }) => {
  const lines = asCsv(LIST.slice(0, 60)).trimEnd().split("\n");
  const spoilt = lines.map((line, at) => (at === 5 || at === 9 ? line.replace(/2025-03-\d\d/, "some day in spring") : line));
  await importFile(page, { name: "spoilt.csv", text: `${spoilt.join("\n")}\n` });
  await expect(page.getByRole("heading", { name: "58 responses are in, the rest needs a look" })).toBeVisible();
  await expect(tally(page, "Set aside")).toHaveText("2");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save 2 rows to correct" }).click();
  const saved = await (await waiting).path();
  const rejects = (await readFile(saved, "utf8")).trimEnd().split(/\r?\n/);
  expect(rejects).toHaveLength(3);
  expect(rejects[0]).toContain("Respondent");
  expect(rejects[1]).toContain("some day in spring");
  expect(rejects[1]).toContain(LIST[4]?.respondent);
});

test("what is no table is refused with a reason", async ({ page, owned: _ }) => {
  await page.goto("/import/new");
  const choose = (name: string, bytes: Buffer, mimeType: string) =>
    page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer: bytes });
  await choose("photo.png", Buffer.from([0x89, 0x50, 0x4e, 0x47]), "image/png");
  await expect(page.getByRole("alert")).toContainText("photo.png holds pictures or sound");
  await choose("nothing.csv", Buffer.alloc(0), "text/csv");
  await expect(page.getByRole("alert")).toContainText("nothing.csv is empty");
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 197 + (at % 7) * 31) % 256));
  await choose("disguised.csv", noise, "text/csv");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/import\/new$/);
});

test("work on a mapping survives a reload, and can be undone", async ({ page, owned: _ }) => {
  await chooseFile(page, FILE);
  await toMapping(page);
  await page.getByRole("button", { name: /Change the meaning of Region/ }).click();
  const form = page.getByRole("dialog", { name: "What does Region mean?" });
  await form.getByLabel("In words", { exact: true }).fill("Part of the country");
  await expectAccessible(page, "meaning of a column");
  await form.getByRole("button", { name: "Set meaning" }).click();
  const row = page.getByRole("row", { name: /Region/ });
  await expect(row).toContainText("Part of the country");
  await expect(row).toContainText("You said");
  await expect(page.getByText("Draft saved")).toBeVisible();

  await page.reload();
  await expect(row).toContainText("Part of the country");
  await page.goBack();
  await expect(page.getByRole("heading", { name: /does it look like your file/ })).toBeVisible();
  await page.goForward();
  await expect(row).toContainText("Part of the country");

  await page.getByRole("checkbox", { name: "Select Rate: Doctor" }).press(" ");
  await page.getByRole("checkbox", { name: "Select Rate: Invoice" }).press(" ");
  await page.getByRole("region", { name: "Selected columns" }).getByRole("button", { name: "Ignore" }).click();
  await expect(page.getByRole("tab", { name: /Ignored\s*2/ })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "What the file will become" })).toContainText(/2\s*touchpoints/);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("tab", { name: /Ignored/ })).toHaveCount(0);
});

test("the whole wizard can be gone through without a mouse", async ({ page, owned: _ }) => {
  await page.goto("/import/new");
  const press = async (name: string | RegExp, role: "button" | "link" = "button") => {
    const target = page.getByRole(role, { name });
    await expect(target).toBeVisible();
    await expect(target).toBeEnabled();
    for (let step = 0; step < 250; step += 1) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return page.keyboard.press("Enter");
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  const chooser = page.waitForEvent("filechooser");
  await press("Choose a file");
  await (await chooser).setFiles({ name: FILE.name, mimeType: "text/csv", buffer: Buffer.from(FILE.text) });
  await expect(page.getByRole("heading", { name: /does it look like your file/ })).toBeVisible();
  await press("Go on to the meaning of columns");
  await expect(page.getByRole("table")).toBeVisible();
  await press(/^Import 400 rows$/);
  await expect(page.getByRole("heading", { name: "All 400 responses are in" })).toBeVisible({ timeout: 20_000 });
  await press("Open touchpoints", "link");
  await expect(page.getByRole("table", { name: /^Touchpoints of/ })).toBeVisible();
});

test("ratings without a telling name become touchpoints together", async ({ page, owned: _ }) => {
  await chooseFile(page, { name: "bare.csv", text: asCsv(LIST, "bare") });
  await toMapping(page);
  const table = page.getByRole("table", { name: "The columns of the file and what they mean" });
  const fold = table.getByRole("button", { name: "Show" });
  while ((await fold.count()) > 0) await fold.first().click();
  for (const label of RATINGS) await page.getByRole("checkbox", { name: `Select ${label}` }).press(" ");
  await page.getByRole("button", { name: "Change meaning" }).click();
  const form = page.getByRole("dialog", { name: "What do these 4 columns mean?" });
  const choose = async (field: string, option: RegExp) => {
    await form.getByRole("button", { name: new RegExp(`${field}$`) }).click();
    await page.getByRole("option", { name: option }).click();
  };
  await choose("Meaning", /^Rating/);
  await choose("Touchpoint", /Each rates a touchpoint of its own/);
  await choose("Scale", /Set one scale for all/);
  await form.getByLabel("Another value").fill("9");
  await form.getByRole("button", { name: "Add" }).click();
  await expectAccessible(page, "meaning of many columns");
  await form.getByRole("button", { name: "Change 4 columns" }).click();
  const panel = page.getByRole("complementary", { name: "What the file will become" });
  await expect(panel).toContainText(/4\s*touchpoints/);
  const rated = RATINGS.reduce((sum, _name, at) => sum + meanOf(LIST, at).n, 0);
  await expect(panel).toContainText(new RegExp(`${rated.toLocaleString("en")}\\s*ratings of those touchpoints`));
});

test("an import that is stopped on the way leaves nothing behind", async ({ page, owned: _ }) => {
  await chooseFile(page, { name: "long.csv", text: asCsv(answers(120_000, 5)) });
  await toMapping(page);
  await page.getByRole("button", { name: "Import 120,000 rows" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Cancel import" }).click();
  await page.getByRole("button", { name: "Stop import" }).click();
  await expect(page.getByRole("heading", { name: "long.csv was stopped on the way" })).toBeVisible({ timeout: 30_000 });
  await page.goto("/cockpit");
  await expect(page.getByRole("heading", { name: "No client has been heard yet" })).toBeVisible();
});

test("a file that was read wrongly is read again as somebody says", async ({ page, owned: _ }) => {
  await chooseFile(page, { name: "münster.csv", text: asCsv(LIST.slice(0, 50)).replaceAll("North", "Münster") });
  const pick = async (field: string, option: string) => {
    await page.getByRole("button", { name: new RegExp(`${field}$`) }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  const rows = page.getByRole("region", { name: "The first 20 rows" });
  await expect(rows).toContainText("Münster");
  await pick("Encoding", "Windows-1252");
  await expect(rows).toContainText("MÃ¼nster");
  await pick("Encoding", "UTF-8");
  await expect(rows).toContainText("Münster");
  await pick("Columns are separated by", "tab");
  await expect(page.getByRole("heading", { name: /50 rows and 1 column:/ })).toBeVisible();
  await pick("Columns are separated by", "comma");
  await expect(page.getByRole("heading", { name: /50 rows and 9 columns:/ })).toBeVisible();
});
