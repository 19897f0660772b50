import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/house.ts";

const WORDS = "Ring me before the rate changes";

test("a client rises from unknown to satisfied by its own word, and one sees why and what would make it loyal", async ({
  page,
  owned,
}) => {
  await page.goto("/ladder");
  await expect(page.getByRole("heading", { name: "Nobody stands anywhere yet" })).toBeVisible();
  await expectAccessible(page, "an empty ladder");

  const send = async (path: string, data: unknown) => {
    const answer = await page.request.post(`${owned.url}${path}`, { headers: { origin: owned.url }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  await send("/v1/expectations", {
    client: { key: "h1", name: "Household Roy" },
    words: WORDS,
    level: "must",
    status: "confirmed",
    theme: "rates",
    source: "interview",
  });
  const found = await page.request.get(`${owned.url}/v1/clients?q=roy`);
  const { items } = await found.json();
  await page.goto(`/clients/${items[0].id}`);
  const standing = page.locator("#standing");
  await expect(standing.getByText("Unknown").first()).toBeVisible();

  // By the client's own word it is short: the standing follows at once, with its reason.
  await standing.getByRole("button", { name: "How is it met?" }).click();
  const dialog = page.getByRole("dialog", { name: "How is it met?" });
  await dialog.getByText("Worse", { exact: true }).click();
  await dialog.getByLabel("What the client said").fill("I read it in the paper.");
  await expectAccessible(page, "noting how it is met");
  await dialog.getByRole("button", { name: "Note it" }).click();
  await expect(dialog).toHaveCount(0);
  const short = standing.getByText("A must is short by 2.0 steps:");
  await expect(short.first()).toBeVisible();
  await expect(standing.getByText("Dissatisfied").first()).toBeVisible();

  // What if it were met, and a plus-one felt? Nothing is kept.
  await standing.getByRole("button", { name: "What if…" }).click();
  await standing.getByText(`“${WORDS}” were met`).click();
  await expect(standing.getByText("Then the client would be")).toContainText("Satisfied");
  await standing.getByText("A plus-one were felt now").click();
  await expect(standing.getByText("Then the client would be")).toContainText("Loyal");

  // Noted wrongly and taken back: nothing of it stays.
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(short).toHaveCount(0);
  await expect(standing.getByText("half is needed", { exact: false }).first()).toBeVisible();
});

test("without expectations the ladder says that it goes by scores, and its rules can be set and taken back", async ({
  page,
  owned,
}) => {
  const answer = await page.request.post(`${owned.url}/v1/responses`, {
    headers: { origin: owned.url },
    data: {
      external_id: "r1",
      client: { key: "h1" },
      occurred_at: new Date().toISOString(),
      answers: [{ question: "recommend", score: 9, kind: "recommend", scale: "0-10" }],
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await page.goto("/ladder");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nobody has been asked yet what they expect");
  await expect(page.getByText("By survey scores.")).toBeVisible();
  await page.getByRole("button", { name: "Rules" }).click();
  const dialog = page.getByRole("dialog", { name: "Rules of the ladder" });
  await dialog.getByLabel("Tolerance, in steps").fill("7");
  await dialog.getByRole("button", { name: "Set rules" }).click();
  await expect(dialog.getByText("The tolerance is 0 to 2 steps.")).toBeVisible();
  await dialog.getByLabel("Tolerance, in steps").fill("0.75");
  await dialog.getByRole("button", { name: "Set rules" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Rules" }).click();
  await expect(dialog.getByLabel("Tolerance, in steps")).toHaveValue("0.75");
  await expectAccessible(page, "the rules");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
});
