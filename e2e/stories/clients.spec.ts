import { expectAccessible } from "../support/axe.ts";
import { expect, goTo, test } from "../support/house.ts";
import type { House } from "../support/server.ts";
import type { Page } from "@playwright/test";

async function make(page: Page, house: House, client: object): Promise<string> {
  const answer = await page.request.post(`${house.url}/v1/clients`, { headers: { origin: house.url }, data: client });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

test("a client is written down with a contact, their wishes and consent, and found by any of it", async ({ page, owned }) => {
  expect(owned.url).not.toBe("");
  await page.goto("/cockpit");
  await goTo(page, "Clients");
  await expect(page.getByRole("heading", { name: "No client yet" })).toBeVisible();
  await expectAccessible(page, "no client yet");
  await page.getByRole("button", { name: "New client" }).click();
  const fresh = page.getByRole("dialog", { name: "New client" });
  await fresh.getByLabel("Name", { exact: true }).fill("Hollis Ltd");
  await fresh.getByRole("radio", { name: /^Company/ }).press(" ");
  await fresh.getByLabel("Number in your systems").fill("C-0042");
  await expectAccessible(page, "a new client");
  await fresh.getByRole("button", { name: "Add client" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hollis Ltd" })).toBeVisible();
  const people = page.getByRole("region", { name: "Who we hear" });
  await expect(people.getByRole("heading", { name: "Nobody is named yet" })).toBeVisible();

  await people.getByRole("button", { name: "Add contact" }).click();
  const contact = page.getByRole("dialog", { name: "Add contact" });
  await contact.getByLabel("Name", { exact: true }).fill("Mira Hollis");
  await contact.getByLabel("Role").fill("owner");
  await contact.getByLabel("Emails").fill("mira@hollis.example");
  await contact.getByLabel("Telephone numbers").fill("+44 20 7946 0102");
  await contact.getByRole("button", { name: /Month$/ }).click();
  await page.getByRole("option", { name: "February" }).click();
  await contact.getByLabel("Day", { exact: true }).fill("30");
  await contact.getByRole("checkbox", { name: "Sunday" }).press(" ");
  await contact.getByLabel("Leave in peace from").fill("00:00");
  await contact.getByLabel("until", { exact: true }).fill("10:00");
  await contact.getByLabel("In their own words").fill("Not before ten, please.");
  await expect(contact.getByText("not before 10; not on Sunday")).toBeVisible();
  await contact.getByRole("button", { name: "Add contact" }).click();
  await expect(contact.getByText("The calendar has no such day.")).toBeVisible();
  await expectAccessible(page, "a contact with a day that is none");
  await contact.getByLabel("Day", { exact: true }).fill("29");
  await contact.getByRole("button", { name: "Add contact" }).click();
  await expect(people.getByText("born 29 February")).toBeVisible();
  // Said on top of the page as well, before anybody reaches for the telephone.
  await expect(page.getByRole("list", { name: "How they want to be reached" })).toContainText("Mira Hollis: not before 10; not on Sunday");
  await expect(people.getByText("Not before ten, please.")).toBeVisible();

  await people.getByRole("button", { name: "Record consent of Mira Hollis" }).click();
  const consent = page.getByRole("dialog", { name: "Record consent of Mira Hollis" });
  await consent.getByLabel("For what").fill("Newsletter");
  await consent.getByLabel("Where it was said").fill("call");
  await consent.getByRole("button", { name: "Record", exact: true }).click();
  await expect(people.getByText(/^newsletter granted on/)).toBeVisible();
  await people.getByRole("button", { name: "Every entry on what Mira Hollis allowed" }).click();
  await expect(people.getByText(/granted on .*: call\. Written down by Robin Owner\./)).toBeVisible();
  await expectAccessible(page, "a client with a contact");

  await page.getByRole("link", { name: "All clients" }).click();
  const search = page.getByRole("searchbox", { name: "Find a client" });
  await search.fill("mira");
  await expect(page).toHaveURL(/q=mira/);
  await expect(page.getByRole("link", { name: "Hollis Ltd" })).toBeVisible();
  await search.fill("0207946 hol");
  await expect(page).toHaveURL(/0207946/);
  await expect(page.getByRole("link", { name: "Hollis Ltd" })).toBeVisible();
  await search.fill("nobody");
  await expect(page.getByRole("heading", { name: "No client matches" })).toBeVisible();
  await page.reload();
  await expect(search).toHaveValue("nobody");
  await page.getByRole("button", { name: "Show all clients" }).click();
  await expect(page.getByRole("link", { name: "Hollis Ltd" })).toBeVisible();
  await expect(search).toHaveValue("");
});

test("what is known of a client has its benefit, and its use for them is noted", async ({ page, owned }) => {
  const id = await make(page, owned, { name: "Roy", kind: "household", attributes: { region: "North" } });
  await page.goto("/clients/attributes");
  await page.getByRole("button", { name: "Add attribute" }).click();
  const fresh = page.getByRole("dialog", { name: "Add attribute" });
  await fresh.getByLabel("What it is").fill("Favourite tea");
  await expect(fresh.getByLabel("Name in files")).toHaveValue("favourite_tea");
  await fresh.getByRole("button", { name: "Add attribute" }).click();
  await expect(fresh.getByText("This is needed.")).toBeVisible();
  await fresh.getByLabel("Benefit to the client").fill("Is offered what they like.");
  await expectAccessible(page, "a new attribute");
  await fresh.getByRole("button", { name: "Add attribute" }).click();
  await expect(page.getByRole("row", { name: /Favourite tea/ })).toContainText("Is offered what they like.");
  await expectAccessible(page, "attributes");

  await page.goto(`/clients/${id}`);
  const known = page.getByRole("region", { name: "What we know, and what it is good for" });
  await expect(known.getByText("One more thing is known, and nobody has said what the client has of it.")).toBeVisible();
  await known.getByRole("button", { name: "Add Favourite tea" }).click();
  const value = page.getByRole("dialog", { name: "Favourite tea" });
  await value.getByLabel("What is known").fill("Assam");
  await value.getByRole("button", { name: "Save" }).click();
  await expect(known.getByText("Assam")).toBeVisible();
  await expect(known.getByText("Never used for them yet.")).toBeVisible();
  await known.getByRole("button", { name: "Favourite tea was used for them" }).click();
  const use = page.getByRole("dialog", { name: "Favourite tea was used for them" });
  await use.getByLabel("How").fill("served at the review");
  await use.getByRole("button", { name: "Note it" }).click();
  await expect(known.getByText(/Last used for them on .*: served at the review/)).toBeVisible();
});

test("a file comes in after a dry run, bad rows come back, and twins become one and two again", async ({ page, owned }) => {
  expect(owned.url).not.toBe("");
  await page.goto("/clients/import");
  const csv = [
    "key,name,kind,contact,email,phone,birthday,region",
    "H-1,The Roy family,household,Anna Roy,anna.roy@example.org,+44 20 7946 0001,1980-02-29,North",
    "H-2,Roy,household,Anna Roy,anna.roy@example.org,,,North",
    "H-3,Veld,household,Jana Veld,nobody,,,South",
  ].join("\n");
  await page.locator("input[type=file]").setInputFiles({ name: "clients.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.getByRole("heading", { level: 1, name: "What clients.csv would do" })).toBeVisible();
  await expect(page.getByText("Nothing has been changed yet.")).toBeVisible();
  await expect(page.getByRole("region", { name: "What could not be read" })).toContainText("nobody");
  await expect(page.getByText("same email anna.roy@example.org")).toBeVisible();
  await expectAccessible(page, "a dry run");
  await page.getByRole("button", { name: "Import 2 clients" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "clients.csv is in" })).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save the rows left out" }).click();
  expect((await file).suggestedFilename()).toBe("clients-rejected.csv");
  await expectAccessible(page, "after the import");

  await page.getByRole("link", { name: "Look at duplicates" }).click();
  await page.getByRole("button", { name: /^Compare/ }).click();
  const compare = page.getByRole("dialog");
  await expect(compare.getByRole("row", { name: /Contacts/ })).toContainText("Anna Roy");
  await expectAccessible(page, "two side by side");
  await compare.getByRole("radio", { name: "The Roy family, number H-1" }).press(" ");
  await compare.getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("heading", { name: "Nobody seems to be here twice" })).toBeVisible();
  await page.getByRole("link", { name: "Clients", exact: true }).last().click();
  await expect(page.getByText("one client", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Duplicates" }).click();
  await page.getByRole("button", { name: "Take back that Roy went into The Roy family" }).click();
  await expect(page.getByRole("button", { name: /^Compare/ })).toBeVisible();
  await page.getByRole("button", { name: /^They are two/ }).click();
  await expect(page.getByRole("heading", { name: "Nobody seems to be here twice" })).toBeVisible();
});

test("a segment is built with the keyboard, counts as it changes, and narrows the list", async ({ page, owned }) => {
  for (const [name, region] of [["Roy", "North"], ["Veld", "South"], ["Hollis", "North"]])
    await make(page, owned, { name, kind: "household", attributes: { region } });
  await page.goto("/clients/segments");
  await page.getByRole("link", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("In the north");
  const field = page.getByRole("combobox", { name: "What is asked for" });
  await field.fill("region");
  await page.getByRole("option", { name: "region" }).click();
  const value = page.getByRole("combobox", { name: "With which region" });
  await value.fill("North");
  await page.keyboard.press("Tab");
  await expect(page.getByText("2 of 3 clients")).toBeVisible();
  await expectAccessible(page, "a segment being built");
  await page.getByRole("button", { name: /How the conditions belong together/ }).click();
  await page.getByRole("option", { name: "None of these holds" }).click();
  await expect(page.getByText("1 of 3 clients")).toBeVisible();
  await page.getByRole("button", { name: /How the conditions belong together/ }).click();
  await page.getByRole("option", { name: "All of these hold" }).click();
  await expect(page.getByText("2 of 3 clients")).toBeVisible();
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByRole("list", { name: "Saved segments" })).toContainText("region is North");
  await page.getByRole("link", { name: "Show its clients" }).click();
  await expect(page.getByRole("link", { name: "Hollis", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Veld", exact: true })).toHaveCount(0);
  await expectAccessible(page, "a list narrowed by a segment");
  await page.getByRole("link", { name: "Segments" }).click();
  await page.getByRole("link", { name: "In the north" }).click();
  await page.getByRole("button", { name: "Delete segment" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("list", { name: "Saved segments" })).toContainText("In the north");
});
