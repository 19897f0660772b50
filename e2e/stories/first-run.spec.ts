import { expectAccessible } from "../support/axe.ts";
import { expect, OWNER, test } from "../support/house.ts";

test("the set-up link makes an owner, who sees what to do first", async ({ page, house }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Open the set-up link" })).toBeVisible();
  await expectAccessible(page, "set-up without its token");

  await page.goto(`/setup?token=${house.setupToken}`);
  await page.getByLabel("Name of your organization").fill(OWNER.organization);
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Your email").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await expectAccessible(page, "set-up");
  await page.getByRole("button", { name: "Start Touchstone" }).click();

  await expect(page.getByRole("heading", { name: "No client has been heard yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose a file" })).toHaveAttribute("href", "/import/new");
});

test("the set-up link works once", async ({ page, owned }) => {
  await page.context().clearCookies();
  await page.goto(`/setup?token=${owned.setupToken}`);
  await page.getByLabel("Name of your organization").fill("Somebody else's");
  await page.getByLabel("Your name").fill("Sam Second");
  await page.getByLabel("Your email").fill("sam@example.org");
  await page.getByLabel("Password", { exact: true }).fill("three lamps by the door");
  await page.getByRole("button", { name: "Start Touchstone" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  expect((await page.request.get(`${owned.url}/v1/me`)).status()).toBe(401);
});

test("signing out and in again leads back to where one was", async ({ page, owned }) => {
  await page.goto("/cockpit");
  await page.getByRole("button", { name: "Your account" }).click();
  await expectAccessible(page, "account menu");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await page.goto("/touchpoints");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "sign-in refused");
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${owned.url}/touchpoints`);
});
