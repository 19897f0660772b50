import { expectAccessible } from "../support/axe.ts";
import { expect, goTo, OWNER, strangerPage, test } from "../support/house.ts";

test("an invited analyst joins by link and sees no people, tokens or audit", async ({ page, owned }) => {
  await page.goto("/people");
  await page.getByRole("button", { name: "Invite a person" }).click();
  await page.getByLabel("Email of the person").fill("ada@example.org");
  await page.getByRole("radio", { name: /Analyst/ }).press(" ");
  await expectAccessible(page, "invite a person");
  await page.getByRole("button", { name: "Make invitation link" }).click();
  const link = await page.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await expectAccessible(page, "invitation link");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: /Invitations/ })).toContainText("ada@example.org");

  const hers = await strangerPage(page, owned);
  await hers.goto(link);
  await expect(hers.getByRole("heading", { name: `Join ${OWNER.organization}` })).toBeVisible();
  await hers.getByLabel("Your name").fill("Ada Analyst");
  await hers.getByLabel("Password", { exact: true }).fill("seven herons at dusk");
  await expectAccessible(hers, "invitation");
  await hers.getByRole("button", { name: "Join" }).click();
  const menu = hers.getByRole("navigation", { name: "Main" });
  await expect(menu.getByRole("link", { name: "Cockpit" })).toBeVisible();
  await expect(menu.getByRole("link", { name: "Import" })).toBeVisible();
  for (const hidden of ["People", "Tokens", "Audit"]) await expect(menu.getByRole("link", { name: hidden })).toHaveCount(0);
  await hers.goto("/people");
  await expect(hers.getByRole("table", { name: "People of this organization" })).toHaveCount(0);
  expect((await hers.request.get(`${owned.url}/v1/people`)).status()).toBe(403);
  await hers.context().close();

  await page.reload();
  await expect(page.getByRole("table", { name: "People of this organization" })).toContainText("Ada Analyst");
  await goTo(page, "Audit");
  await expect(page.getByText(`${OWNER.name} invited ada@example.org as Analyst`, { exact: false })).toBeVisible();
});

test("a token shows its secret once, and the audit log who made it", async ({ page, owned }) => {
  await page.goto("/tokens");
  await page.getByRole("button", { name: "Create a token" }).first().click();
  await page.getByLabel("What is it for?").fill("Front desk tablet");
  await expect(page.getByRole("checkbox", { name: "record touches and responses" })).toBeChecked();
  await page.getByRole("checkbox", { name: "see scores, trends and comparisons" }).press(" ");
  await expectAccessible(page, "create a token");
  await page.getByRole("button", { name: "Create token" }).click();
  const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
  expect(secret).toMatch(/^tst_/);
  await expectAccessible(page, "the secret");
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("table", { name: "Tokens of this organization" })).toContainText("Front desk tablet");
  await expect(page.getByText(secret)).toHaveCount(0);

  const asProgram = await fetch(`${owned.url}/v1/people`, { headers: { authorization: `Bearer ${secret}` } });
  expect(asProgram.status).toBe(403);

  await goTo(page, "Audit");
  await expect(page.getByText(`${OWNER.name} created the token Front desk tablet`, { exact: false })).toBeVisible();
});
