/** How far the layout jumped by itself: the cumulative layout shift that the browser measures, without what a person's input moved. */
import type { Page } from "@playwright/test";

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/** Call before the page is opened. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const total = { value: 0 };
    Object.assign(window, { layoutShift: total });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) if (!entry.hadRecentInput) total.value += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** The sum since the page was loaded; 0 is still, 0.1 is what visitors notice. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { layoutShift: { value: number } }).layoutShift.value);
}
