import { expectAccessible } from "../support/axe.ts";
import { expect, goTo, OWNER, strangerPage, test, visitDemo } from "../support/house.ts";
import { drawing } from "../support/picture.ts";
import { startHouse } from "../support/server.ts";

test("a platform is written, published, expressed by an element with a picture, and examined", async ({ page, owned }) => {
  const made = await page.request.post(`${owned.url}/v1/touchpoints`, {
    headers: { origin: owned.url },
    data: { label: "Reception", kind: "static", existence: "live" },
  });
  expect(made.ok()).toBe(true);
  await page.goto("/cockpit");
  await goTo(page, "Platform");
  await expectAccessible(page, "no platform yet");
  await page.getByRole("button", { name: "Write the theme" }).click();
  await page.getByRole("textbox", { name: "Theme" }).fill("A quiet hour");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Change Theme: A quiet hour" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Publish, \d+ missing$/ })).toBeDisabled();
  await expectAccessible(page, "a draft with gaps");

  for (const words of ["Nobody waits alone", "We say what happens next"]) {
    await page.getByRole("button", { name: "Add a part" }).click();
    await page.getByRole("textbox", { name: "A further part of the promise" }).fill(words);
    await page.keyboard.press("Enter");
    await expect(page.getByText(words, { exact: true }).first()).toBeVisible();
  }
  await page.getByRole("button", { name: /^Write it: No sense/ }).click();
  await page.getByRole("textbox", { name: "Sight" }).fill("Daylight and plants");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Change Sight: Daylight and plants" })).toBeVisible();
  for (const [name, words] of [
    ["Feel", "safe"],
    ["Think", "I know what comes"],
    ["Act", "come in time"],
    ["Relate", "to those who look after themselves"],
  ] as const) {
    await page.getByRole("button", { name: `Write it: ${name} is missing` }).click();
    await page.getByRole("textbox", { name, exact: true }).fill(words);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("button", { name: `Change ${name}: ${words}` })).toBeVisible();
  }
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByRole("heading", { name: "Version 1 is in force" })).toBeVisible();

  await page.getByRole("tab", { name: "Traceability" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 of 2 parts of our promise are met at no live touchpoint");

  await page.getByRole("tab", { name: "Elements" }).click();
  await page.getByRole("button", { name: "Add an element" }).click();
  await page.getByRole("textbox", { name: "What it is called" }).fill("The sign");
  const files = page.locator("input[type=file]");
  await files.setInputFiles({ name: "sign.png", mimeType: "image/png", buffer: Buffer.from("only words") });
  await expect(page.getByRole("alert")).toContainText("sign.png was not taken. It is no picture, or it is damaged.");
  await expect(page.getByRole("textbox", { name: "What it is called" })).toHaveValue("The sign");
  await expectAccessible(page, "a picture that is none");
  await files.setInputFiles({ name: "sign.png", mimeType: "image/png", buffer: drawing() });
  const picture = page.getByRole("img", { name: "Picture 1 of The sign" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((it) => (it as HTMLImageElement).naturalWidth)).toBe(80);
  await page.getByRole("checkbox", { name: "Nobody waits alone" }).press(" ");
  await page.getByRole("combobox", { name: "Where clients meet it" }).fill("Rece");
  await page.getByRole("option", { name: "Reception" }).click();
  await expect(page.getByRole("button", { name: "Not at Reception" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Add an element" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Every element expresses a part of our promise");
  await expectAccessible(page, "elements");

  await page.getByRole("tab", { name: "Traceability" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No live touchpoint expresses “We say what happens next”");
  await page.getByRole("button", { name: /^Reception, We say what happens next: not expressed/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Every part of our promise is met at a live touchpoint");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No live touchpoint expresses “We say what happens next”");
  await expectAccessible(page, "traceability");

  await page.getByRole("tab", { name: "Audits" }).click();
  await page.getByRole("button", { name: "Examine The sign" }).click();
  await page.getByRole("radio", { name: /^3, fits with flaws/ }).press(" ");
  await page.getByRole("textbox", { name: "What was seen" }).fill("Readable from the stairs, not from the lift");
  await expectAccessible(page, "an exam");
  await page.getByRole("button", { name: "Save exam" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^What clients meet fits our platform to 75\s%$/);
  await expect(page.getByText("1 of 1 examined").first()).toBeVisible();
  await expect(page.getByRole("table", { name: "Exams" })).toContainText("Readable from the stairs");

  await page.getByRole("tab", { name: "Platform" }).click();
  await page.getByRole("button", { name: "Change Theme: A quiet hour" }).click();
  await page.getByRole("textbox", { name: "Theme" }).fill("A quiet hour, and then some");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Compare version 2" }).click();
  await expect(page.getByRole("dialog")).toContainText("A quiet hour, and then some");
  await expectAccessible(page, "two versions beside one another");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard draft" }).click();
  await expect(page.getByRole("button", { name: "Change Theme: A quiet hour" })).toBeVisible();
});

test("two who edit the same platform lose nothing", async ({ page, owned }) => {
  const put = async (revision: number, theme: string, feel: string) => {
    const document = { theme, promise: [{ key: "alone", words: "Nobody waits alone" }], feel };
    const answer = await page.request.put(`${owned.url}/v1/platform`, {
      headers: { origin: owned.url },
      data: { revision, document },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await put(0, "A quiet hour", "");
  await page.goto("/platform");
  await page.getByRole("button", { name: "Change Theme: A quiet hour" }).click();
  await put(1, "A calm hour", "safe");
  await page.getByRole("textbox", { name: "Theme" }).fill("A slow hour");
  await page.keyboard.press("Enter");
  const clash = page.getByRole("alert", { name: "You both wrote here" });
  await expect(clash).toContainText("A calm hour");
  await expect(clash).toContainText("A slow hour");
  await expect(page.getByRole("button", { name: "Change Feel: safe" })).toBeVisible();
  await expectAccessible(page, "two wrote in the same place");
  await clash.getByRole("button", { name: "Take mine" }).click();
  await expect(page.getByRole("button", { name: "Change Theme: A slow hour" })).toBeVisible();
  await expect(clash).toHaveCount(0);
});

test("everybody signs the card of their own job, and a changed card asks again", async ({ page, owned }) => {
  const invited = await page.request.post(`${owned.url}/v1/invitations`, {
    headers: { origin: owned.url },
    data: { email: "nora@example.org", role: "frontline" },
  });
  const { link } = (await invited.json()) as { link: string };
  const hers = await strangerPage(page, owned);
  await hers.goto(new URL(link, owned.url).href);
  await hers.getByLabel("Your name").fill("Nora Nurse");
  await hers.getByLabel("Password", { exact: true }).fill("seven herons at dusk");
  await hers.getByRole("button", { name: "Join" }).click();
  await expect(hers.getByRole("navigation", { name: "Main" })).toBeVisible();

  await page.goto("/platform?tab=cards");
  await page.getByRole("button", { name: "Add a role card" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Job", exact: true }).fill("Nurse");
  await dialog.getByRole("textbox", { name: "Department" }).fill("Ward");
  await dialog.getByRole("textbox", { name: "In my job this means" }).fill("I say what I do before I do it\nI come back when I said I would");
  await dialog.getByRole("checkbox", { name: "Nora Nurse" }).press(" ");
  await expectAccessible(page, "a role card");
  await dialog.getByRole("button", { name: "Add a role card" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("0 of 1 have signed what the platform means in their job");
  await expect(page.getByRole("button", { name: "Sign", exact: true })).toHaveCount(0);

  await hers.goto("/platform?tab=cards");
  await expect(hers.getByText("One card of yours waits for your signature.")).toBeVisible();
  await expect(hers.getByRole("button", { name: "Change the card of Nurse" })).toHaveCount(0);
  await hers.getByRole("button", { name: "Sign", exact: true }).click();
  await expectAccessible(hers, "sign a card");
  await hers.getByRole("dialog").getByRole("button", { name: "Sign" }).click();
  await expect(hers.getByRole("heading", { level: 1 })).toHaveText("1 has signed what the platform means in their job");

  await page.reload();
  await page.getByRole("button", { name: "Change the card of Nurse" }).click();
  await dialog.getByRole("textbox", { name: "In my job this means" }).fill("I say what I do before I do it");
  await expect(dialog).toContainText("who has signed it is asked again");
  await dialog.getByRole("button", { name: "Save card" }).click();
  await expect(page.getByText("asked again, signed before on")).toBeVisible();
  await hers.reload();
  await expect(hers.getByRole("button", { name: "Sign again" })).toBeVisible();
  await hers.context().close();
  await goTo(page, "Audit");
  await expect(page.getByText("Nora Nurse signed the role card Nurse", { exact: false })).toBeVisible();
  await expect(page.getByText(`${OWNER.name} changed the role card Nurse`, { exact: false })).toBeVisible();
});

test("the demo's platform is read and acted on, tab by tab", async ({ page }) => {
  const house = await startHouse({ clients: 40, months: 3, seed: 11 });
  try {
    await visitDemo(page, house);
    for (const [tab, title] of [
      ["platform", "A steady hand, a day ahead"],
      ["elements", "2 of 11 elements express nothing of our platform"],
      ["behaviour", "One standard lacks an example or a counter-example"],
      ["audits", /^What clients meet fits our platform to \d+\s%$/],
      ["cards", /of 8 have signed what the platform means in their job$/],
      ["trace", "No live touchpoint expresses “We name our mistakes before you find them”"],
    ] as const) {
      await page.goto(`${house.url}/platform?tab=${tab}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await page.waitForLoadState("networkidle");
      await expectAccessible(page, `the demo's ${tab}`);
    }
    await page.getByRole("button", { name: /Stage$/ }).click();
    await page.getByRole("option", { name: "Discover" }).click();
    await expect(page).toHaveURL(/stage=discover/);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    expect((await download).suggestedFilename()).toBe("traceability.csv");
  } finally {
    await house.stop();
  }
});
