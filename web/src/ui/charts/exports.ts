import type { Cell } from "../../lib/csv";
import type { Twin } from "./twin";

/** What of a mark's look stands in style sheets and tokens, and has to be written into a file that leaves the page. */
const LOOK = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
] as const;

const SVG = "http://www.w3.org/2000/svg";
const HEAD = 40;
const PAD = 16;

/**
 * The page's sans font as a rule that can travel: a picture outside the page has no fonts but those it brings.
 * Without it (offline, blocked) the picture falls back on the reader's own.
 */
async function fontRule(family: string): Promise<string> {
  for (const sheet of document.styleSheets) {
    let rules: CSSRuleList;
    try {
      rules = sheet.cssRules;
    } catch {
      // A sheet of another origin can't be read.
      continue;
    }
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const of = (name: string) => rule.style.getPropertyValue(name);
      const basic = of("unicode-range") === "" || /U\+0+-0*FF\b/i.test(of("unicode-range"));
      if (of("font-family").replaceAll(/["']/g, "") !== family || !basic || of("font-style") === "italic") continue;
      const address = /url\(["']?([^"')]+)/.exec(of("src"))?.[1];
      if (!address) continue;
      try {
        const bytes = await (await fetch(new URL(address, sheet.href ?? location.href))).blob();
        return `@font-face{font-family:"${family}";font-weight:${of("font-weight")};src:url(${await dataUrl(bytes)})}`;
      } catch {
        return "";
      }
    }
  }
  return "";
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** A copy whose look no longer needs the page: what style sheets and tokens say is written on each mark. */
export function resolvedCopy(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [i, original] of originals.entries()) {
    const style = getComputedStyle(original);
    const target = copies[i];
    if (!target) continue;
    for (const name of LOOK) {
      const value = style.getPropertyValue(name);
      // A pattern keeps its own reference: computed, it would point at this page.
      if (value && !value.startsWith("url(")) target.setAttribute(name, value);
    }
    for (const name of ["class", "style", "tabindex"]) target.removeAttribute(name);
  }
  return copy;
}

/**
 * The chart as a file of its own: title on top, source line below, colours resolved from the theme on screen.
 * Controls that only work on the page are left out.
 */
export async function chartToSvg(chart: SVGSVGElement, title: string, source: string): Promise<string> {
  const width = chart.width.baseVal.value || chart.clientWidth;
  const height = chart.height.baseVal.value || chart.clientHeight;
  const copy = resolvedCopy(chart);
  const page = getComputedStyle(document.documentElement);
  const token = (name: string) => page.getPropertyValue(name).trim();
  const family = getComputedStyle(document.body).fontFamily;

  const file = document.createElementNS(SVG, "svg");
  const total = { width: width + PAD * 2, height: height + HEAD + PAD * 2 + 20 };
  for (const [name, value] of Object.entries({
    xmlns: SVG,
    width: total.width,
    height: total.height,
    viewBox: `0 0 ${total.width} ${total.height}`,
    "font-family": family,
  })) {
    file.setAttribute(name, String(value));
  }
  const first = family.split(",")[0]?.replaceAll(/["']/g, "").trim() ?? "";
  file.append(
    element("style", {}, await fontRule(first)),
    element("title", {}, title),
    element("rect", { width: total.width, height: total.height, fill: token("--paper") }),
    element("text", { x: PAD, y: PAD + 16, "font-size": 16, "font-weight": 600, fill: token("--ink") }, title),
  );
  const body = element("g", { transform: `translate(${PAD} ${HEAD + PAD})` });
  body.append(...copy.childNodes);
  file.append(body, element("text", { x: PAD, y: total.height - PAD, "font-size": 12, fill: token("--soft") }, source));
  return new XMLSerializer().serializeToString(file);
}

function element(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A picture twice as fine as the screen needs, for slides. */
export async function svgToPng(svg: string, scale = 2): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be drawn."))),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The table twin as rows for `lib/csv`: numbers plain and unrounded. */
export function twinRows(twin: Twin): Cell[][] {
  return [
    twin.columns.map((column) => column.label),
    ...twin.rows.map((row) =>
      twin.columns.map((column) => {
        const cell = row[column.key] ?? null;
        return cell === null || typeof cell === "string" ? cell : cell.value;
      }),
    ),
  ];
}

export function fileName(title: string): string {
  const plain = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return (
    plain
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "chart"
  );
}
