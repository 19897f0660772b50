import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/house.ts";
import { colleague, completePlan, idOf } from "../support/plans.ts";

test("from an empty organization to a delivery with a defect: template, gap, plan, perfection and the say–do gap", async ({
  page,
  owned,
}) => {
  const ben = await colleague(page, owned);
  await ben.context().close();

  // A template: more than forty touchpoints; two are left out on purpose.
  await page.goto("/inventory");
  await page.getByRole("button", { name: "Look through Wealth adviser" }).click();
  for (const left of [/^Brochure/, /^Thanks for a recommendation/]) {
    await page.getByRole("checkbox", { name: left }).press(" ");
  }
  await page.getByRole("button", { name: /^Put \d+ touchpoints in$/ }).click();
  const grid = page.getByRole("grid", { name: "Touchpoints by stage and channel" });
  await expect(grid).toBeVisible();
  expect(await grid.locator("[data-id]").count()).toBeGreaterThanOrEqual(40);

  // The gap finder finds what was left out, and one is accepted.
  await page.goto("/gaps");
  await page.getByRole("button", { name: "Look for gaps now" }).first().click();
  const gap = page.getByRole("article").filter({ has: page.getByRole("heading", { name: /Thanks for a recommendation/ }) });
  await expect(gap).toBeVisible({ timeout: 60_000 });
  await gap.getByRole("button", { name: /^Accept/ }).first().click();
  const confirm = gap.getByRole("button", { name: "Accept and plan" });
  if (await confirm.isVisible()) await confirm.click();
  await expect(page.getByText(/“Thanks for a recommendation” is planned\./)).toBeVisible();
  await expectAccessible(page, "a gap that was accepted");
  const { items } = (await (await page.request.get(`${owned.url}/v1/touchpoints`)).json()) as {
    items: { id: string; key: string; label: string; existence: string; channel: { key: string } | null }[];
  };
  const place = items.find((it) => it.label === "Thanks for a recommendation");
  expect(place?.existence).toBe("planned");
  if (!place) return;

  // Its plan: the words come from a file here, the gate and the steps are the page's.
  const deputy = await idOf(page, owned, "Ben Designer");
  const saved = await page.request.put(`${owned.url}/v1/touchpoints/${place.id}/plan`, {
    headers: { origin: owned.url },
    data: { revision: 0, document: completePlan(deputy, place.channel?.key ?? null) },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  await page.goto(`/touchpoints/${place.key}/plan`);
  await page.getByRole("button", { name: "Mark as reviewed" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mark as reviewed" }).click();
  await page.getByRole("button", { name: "Publish plan" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish plan" }).click();
  await expect(page.getByRole("heading", { name: "Live 1", exact: true })).toBeVisible();

  // A delivery in which one standard of three was missed.
  await page.getByRole("link", { name: "Log a delivery" }).first().click();
  await page.getByLabel("Client", { exact: true }).fill("Hale household");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "All kept" }).click();
  const missed = page.getByRole("group", { name: "Twenty minutes belong to the client" });
  await missed.getByRole("button", { name: "Missed" }).click();
  await page.getByRole("radio", { name: "beyond what was expected", exact: true }).press(" ");
  await page.getByRole("button", { name: "Log delivery" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Hale household is logged");

  // Perfection and the say–do gap, on the page and counted again here: 0 of 1 without a defect, 1 of 3 not met.
  await page.getByRole("link", { name: "Back to the plan" }).click();
  const deliveries = page.getByRole("region", { name: /^1 delivery/ });
  await expect(deliveries.getByRole("heading", { name: "Perfection" })).toBeVisible();
  await expect(deliveries.getByRole("heading", { name: "Say–do gap" })).toBeVisible();
  await expect(deliveries).toContainText("1 of 3");

  // It is live in the inventory now, and the programme has counted it.
  await page.goto("/programme");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/gate/i);
  await expect(page.getByText("Gaps decided")).toBeVisible();
  await expectAccessible(page, "the programme");
  const programme = (await (await page.request.get(`${owned.url}/v1/programme`)).json()) as {
    steps: { key: string; checks: { key: string; done: number }[] }[];
  };
  const checks = programme.steps.flatMap((step) => step.checks);
  expect(checks.find(({ key }) => key === "coverage")?.done).toBeGreaterThanOrEqual(1);
  expect(checks.find(({ key }) => key === "findings_decided")?.done).toBe(1);
});
