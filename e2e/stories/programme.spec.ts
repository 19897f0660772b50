import { expectAccessible } from "../support/axe.ts";
import { expect, strangerPage, test } from "../support/house.ts";

test("the customer's world is written down, ages nothing away by accident, and opens the first gate", async ({ page, owned: _ }) => {
  await page.goto("/world");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Nobody has written down yet how the world looks to our clients",
  );
  await expectAccessible(page, "an empty world");
  const sides = ["A day in their life", "What they try to get done", "What presses on them", "Their words"];
  for (const [at, side] of sides.entries()) {
    await page.getByRole("button", { name: `Write down under: ${side}` }).click();
    const dialog = page.getByRole("dialog", { name: "Write down what is known" });
    await dialog.getByLabel("What it is, in our words").fill(`They wait for the letter, part ${at + 1}.`);
    await dialog.getByLabel("What was said, word for word").fill("I never know where my money is.");
    if (at === 0) {
      await dialog.getByRole("button", { name: /Kind of source/ }).click();
      await page.getByRole("option", { name: "Observation" }).click();
      await dialog.getByRole("button", { name: /May we assume/ }).click();
      await page.getByRole("option", { name: "a must" }).click();
      await dialog.getByLabel("What, in a word or two").fill("transfer news");
      await expectAccessible(page, "writing down");
    }
    await dialog.getByRole("button", { name: "Write down" }).click();
    await expect(dialog).toHaveCount(0);
  }
  await expect(page.getByText("“I never know where my money is.”").first()).toBeVisible();
  await expect(page.getByText("our guess: a must, transfer-news")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Of our clients nobody has looked at what else they use and how we fit in",
  );

  // Withdrawn by mistake and taken back.
  await page.getByRole("button", { name: "Withdraw: They wait for the letter, part 2." }).click();
  await expect(page.getByText("They wait for the letter, part 2.")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("They wait for the letter, part 2.")).toBeVisible();
  await expectAccessible(page, "a world with statements");

  await page.goto("/programme");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One gate of five has passed; the platform comes next");
});

test("the progress is published by a link that shows no names and can be withdrawn", async ({ page, owned }) => {
  await page.goto("/programme");
  await page.getByRole("button", { name: "Publish progress" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish the progress by link" });
  await dialog.getByLabel("For whom").fill("The board");
  await expectAccessible(page, "publishing");
  await dialog.getByRole("button", { name: "Make link" }).click();
  const address = await dialog.getByLabel("Link", { exact: true }).inputValue();
  expect(address).toContain("/progress/");
  await dialog.getByRole("button", { name: "Done" }).click();

  const stranger = await strangerPage(page, owned);
  await stranger.goto(address);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Riverside Clinic has begun its programme");
  await expect(stranger.getByRole("navigation")).toHaveCount(0);
  await expectAccessible(stranger, "the published page");

  await page.getByRole("button", { name: "Publish progress" }).click();
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("dialog", { name: "Withdraw the link for The board?" }).getByRole("button", { name: "Withdraw" }).click();
  await expect(dialog.getByText("The board")).toHaveCount(0);
  await stranger.reload();
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("This link opens nothing any more");
  await stranger.context().close();
});
