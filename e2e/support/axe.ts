/** Accessibility of what is on screen, measured by axe-core in both themes. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with one line per fault: theme, rule, element, what is wrong. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.dataset["theme"]);
  const faults: string[] = [];
  for (const theme of ["light", "dark"]) {
    await switchTo(page, theme);
    await page.evaluate(AXE);
    const result = await page.evaluate(
      (tags) =>
        (window as unknown as { axe: { run: (where: object, options: object) => Promise<AxeResults> } }).axe.run(
          // React Aria's own announcer refers to elements that have gone by design.
          { exclude: [["[data-live-announcer]"]] },
          { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] },
        ),
      RULES,
    );
    for (const violation of result.violations) {
      for (const node of violation.nodes) {
        const why = (node.failureSummary ?? "").split("\n").slice(1).join("; ").trim();
        faults.push(`${where}, ${theme}: ${violation.id} at ${node.target.join(" ")}: ${why}`);
      }
    }
  }
  await switchTo(page, before);
  expect(faults).toEqual([]);
}

/**
 * The other theme, as the product switches it: without transitions (`ui/theme.ts`). Whatever moves all the same, a toast
 * or a sheet that comes in, is brought to its end: what is measured half-way belongs to no screen.
 */
async function switchTo(page: Page, theme: string | undefined): Promise<void> {
  await page.evaluate(async (name) => {
    const root = document.documentElement;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    root.dataset["switching"] = "";
    if (name === undefined) delete root.dataset["theme"];
    else root.dataset["theme"] = name;
    await frame();
    await frame();
    delete root.dataset["switching"];
    // Two frames in a row in which nothing moves: what ends may set off something else.
    for (let still = 0, frames = 0; still < 2 && frames < 120; frames += 1) {
      await frame();
      const moving = document
        .getAnimations()
        .filter((one) => one.playState === "running" && Number.isFinite(Number(one.effect?.getComputedTiming().endTime)));
      still = moving.length === 0 ? still + 1 : 0;
      for (const one of moving) one.finish();
    }
  }, theme);
}
