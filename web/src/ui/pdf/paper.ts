import type { Content, StyleDictionary } from "pdfmake/interfaces";

/** The light theme's inks: paper is white, whatever the screen's theme is. */
export const inks = {
  ink: "#1b1815",
  soft: "#5d564b",
  rule: "#c9c2b6",
  accent: "#274c77",
  short: "#b4451f",
  ok: "#836616",
  loyal: "#0f6b5e",
  unknown: "#8b8375",
} as const;

/** The families as SVG drawings name them, so that a chart's words find their font. */
export const sans = "Source Sans 3 Variable";
export const serif = "Source Serif 4 Variable";

/** Named text styles for `style:` in a document's content. */
export const styles: StyleDictionary = {
  title: { font: serif, fontSize: 22, lineHeight: 1.15 },
  lede: { fontSize: 11, color: inks.soft, margin: [0, 2, 0, 14] },
  heading: { fontSize: 11, bold: true, margin: [0, 12, 0, 4] },
  label: { fontSize: 8.5, color: inks.soft },
  small: { fontSize: 8.5, color: inks.soft },
  words: { font: serif, fontSize: 10.5, lineHeight: 1.3 },
  soft: { color: inks.soft },
  accent: { color: inks.accent, bold: true },
  short: { color: inks.short, bold: true },
  ok: { color: inks.ok, bold: true },
  loyal: { color: inks.loyal, bold: true },
};

/** A4 in points, and what is left of it between the margins. */
export const margins = { side: 54, top: 54, bottom: 60 } as const;
const widths = { A4: [595.28, 841.89], A3: [841.89, 1190.55] } as const;

export type PageSize = keyof typeof widths;

/** The width of a line of text, in points: what a drawing may take. */
export function innerWidth(size: PageSize = "A4", landscape = false): number {
  return widths[size][landscape ? 1 : 0] - margins.side * 2;
}

/** A thin rule over the whole width. */
export function rule(width = innerWidth()): Content {
  return {
    canvas: [{ type: "line", x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.5, lineColor: inks.rule }],
    margin: [0, 6, 0, 6],
  };
}
