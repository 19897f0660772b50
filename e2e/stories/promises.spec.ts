import { expectAccessible } from "../support/axe.ts";
import { makeClient } from "../support/clients.ts";
import { expect, goTo, test } from "../support/house.ts";

test("a promise is written in one line, kept, moved, broken and taken back", async ({ page, owned: house }) => {
  const roy = await makeClient(page, house, "Roy household", "Anna Roy");
  await page.goto("/cockpit");
  await goTo(page, "Promises");
  await expect(page.getByRole("heading", { level: 1, name: "Nothing has been promised yet" })).toBeVisible();
  await expectAccessible(page, "no promises");

  // What was understood stands beneath the line, and what is missing is asked for.
  const line = page.getByRole("textbox", { name: "Promise in one line" });
  const promise = page.getByRole("button", { name: "Promise it" });
  await line.fill("Send Ms. Roy the draft soon");
  await expect(page.getByRole("button", { name: /^by too vague to keep/ })).toBeVisible();
  await expect(promise).toBeDisabled();
  await expectAccessible(page, "a line with a doubt");
  await line.fill("Send Ms. Roy the draft in two weeks");
  await expect(page.getByRole("button", { name: /^to .*Roy household/ })).toBeVisible();
  await expect(promise).toBeEnabled();
  await promise.click();
  await expect(page.getByText("Promised.", { exact: true })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "draft" });
  await expect(row).toContainText("Roy household");
  await expect(row).toContainText("due");
  await expect(line).toHaveValue("");
  await expectAccessible(page, "a promise to be done");

  // Another day, agreed before it is due; back again.
  await row.getByRole("button", { name: /^Agree another day/ }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox", { name: "Why" }).fill("Anna is away");
  const due = await sheet.getByLabel("By when now").inputValue();
  await sheet.getByLabel("By when now").fill(`${Number(due.slice(0, 4)) + 1}${due.slice(4)}`);
  await sheet.getByRole("button", { name: "Agree another day" }).click();
  await expect(row).toContainText("agreed anew");
  // The toast of the promise itself may still stand beside it.
  const told = page.getByRole("status").locator("div", { hasText: "Another day is agreed." });
  await told.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(row).not.toContainText("agreed anew");

  // Kept: it leaves the list; the way back brings it again.
  await row.getByRole("button", { name: /^Kept/ }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("tab", { name: "All" }).click();
  await expect(row).toContainText("kept");
  await row.getByRole("button", { name: /^Take back/ }).click();
  await expect(row).toContainText("due");
  await row.getByRole("button", { name: /^Broken/ }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "What went wrong on our side" }).fill("Nobody took it over");
  await page.getByRole("dialog").getByRole("button", { name: "Broken" }).click();
  await expect(row).toContainText("Nobody took it over");
  await expectAccessible(page, "a broken promise");

  // An error of ours, told first.
  await page.getByRole("tab", { name: "Owned first" }).click();
  await page.getByRole("button", { name: "Note an error of ours" }).click();
  const note = page.getByRole("dialog");
  await note.getByRole("combobox", { name: "Client" }).fill("Roy");
  await page.getByRole("option", { name: "Roy household" }).click();
  await note.getByRole("textbox", { name: "What we got wrong" }).fill("The March figures were sent twice");
  await note.getByRole("button", { name: "Note it" }).click();
  const error = page.getByRole("listitem").filter({ hasText: "March figures" });
  await expect(error).toContainText("not told yet");
  await error.getByRole("button", { name: /^We told them/ }).click();
  await expect(error).toContainText("we told them first");
  await expectAccessible(page, "errors of ours");

  // The same on the client's page, where the line need not name them.
  await page.goto(`/clients/${roy.id}`);
  const part = page.getByRole("region", { name: "Promises" });
  await expect(part.getByText("0 kept, 0 late, 1 broken, 0 open")).toBeVisible();
  await part.getByRole("textbox", { name: "Promise in one line" }).fill("Call the bank in two weeks");
  await part.getByRole("button", { name: "Promise it" }).click();
  await expect(part.getByText("0 kept, 0 late, 1 broken, 1 open")).toBeVisible();
});
