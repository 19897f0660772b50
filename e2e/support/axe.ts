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
    await page.evaluate((name) => (document.documentElement.dataset["theme"] = name), theme);
    await settled(page);
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
  await page.evaluate((name) => {
    if (name === undefined) delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = name;
  }, before);
  expect(faults).toEqual([]);
}

/** Colours change by transitions, one level of inheritance a frame; measured in between they belong to no theme. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
      const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
      if (frame > 1 && running.length === 0) return;
      for (const one of running) one.finish();
    }
  });
}
