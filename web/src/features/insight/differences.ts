import type { Measured } from "../../ui/charts/estimate";

/**
 * Upper tail of the standard normal, to |error| < 4.5e-4: enough for deciding on a title, never shown as a number.
 * Source: Abramowitz & Stegun 26.2.23.
 */
function normalQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

const Z95 = 1.959964;

/**
 * Whether two independent estimates differ beyond chance, from their 95 % intervals (square-and-add), after Bonferroni
 * over `comparisons`. For wording titles only: changes that are coloured come tested from the server.
 */
export function differs(a: Measured, b: Measured, comparisons = 1): boolean {
  const [low, high] = a.value <= b.value ? [a, b] : [b, a];
  const gap = high.value - low.value;
  const wider = comparisons > 1 ? normalQuantile(0.025 / comparisons) / Z95 : 1;
  const half = Math.hypot(low.high - low.value, high.value - high.low) * wider;
  return gap > half;
}
