import { resolvedCopy } from "../charts/exports";

/**
 * A drawing of the page as text for `{ svg }`, its colours and fonts written into it, in the light theme:
 * paper is white. The theme is changed and restored within one turn, so nothing of it is seen.
 */
export function drawingOf(drawn: SVGSVGElement): string {
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = "light";
  try {
    const copy = resolvedCopy(drawn);
    const width = drawn.width.baseVal.value || drawn.clientWidth;
    const height = drawn.height.baseVal.value || drawn.clientHeight;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height));
    if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return plainColours(new XMLSerializer().serializeToString(copy));
  } finally {
    if (theme === undefined) delete root.dataset.theme;
    else root.dataset.theme = theme;
  }
}

const mixed = /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g;

/** Browsers compute mixed colours as `color(srgb …)`, which the PDF's maker doesn't know; on white they are plain ones. */
export function plainColours(svg: string): string {
  return svg.replace(mixed, (_, red: string, green: string, blue: string, alpha = "1") => {
    const cover = Number(alpha);
    const part = (text: string) => Math.round(255 * (Number(text) * cover + 1 - cover));
    return `rgb(${part(red)}, ${part(green)}, ${part(blue)})`;
  });
}
