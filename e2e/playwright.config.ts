import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
if (!existsSync(CHROMIUM)) throw new Error(`No browser at ${CHROMIUM}. Install Chromium, or set CHROMIUM to its path.`);

/**
 * The stories run once, on a desktop; what differs on a phone has stories of its own (`*.phone.spec.ts`).
 * Light and dark are not two runs: every test measures the accessibility of its last screen in both.
 */
export default defineConfig({
  testDir: "stories",
  outputDir: "output/results",
  fullyParallel: true,
  workers: 2,
  // A machine that stands still for half a minute is no fault of the program: waiting longer costs nothing where all is
  // well. What passes only on the second try is listed as flaky, and wants mending.
  retries: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: !!process.env["CI"],
  reporter: [["list"]],
  globalSetup: "./support/setup.ts",
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    },
  },
  projects: [
    { name: "desktop", testIgnore: /\.phone\.spec\.ts$/, use: { viewport: { width: 1440, height: 900 } } },
    { name: "phone", testMatch: /\.phone\.spec\.ts$/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});
