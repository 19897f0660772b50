import type { Measure } from "./draw";
import { sans, serif } from "./draw";

/** Measures text as the browser will set it. */
export function measurer(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size, weight, isSerif) => {
    if (!context) return text.length * size * 0.5;
    context.font = `${weight} ${size}px "${isSerif ? serif : sans}", sans-serif`;
    return context.measureText(text).width;
  };
}

/**
 * The page's own fonts as rules that travel inside the file: a picture outside the page has no fonts but those it
 * brings. Only the parts of the alphabet that the text needs.
 */
export async function fontRules(text: string): Promise<string> {
  const rules: string[] = [];
  for (const sheet of document.styleSheets) {
    let list: CSSRuleList;
    try {
      list = sheet.cssRules;
    } catch {
      // A sheet of another origin can't be read.
      continue;
    }
    for (const rule of list) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const of = (name: string) => rule.style.getPropertyValue(name);
      const family = of("font-family").replaceAll(/["']/g, "");
      const address = /url\(["']?([^"')]+)/.exec(of("src"))?.[1];
      if (!address || (family !== sans && family !== serif) || of("font-style") === "italic") continue;
      const range = of("unicode-range");
      if (!covers(range, text)) continue;
      const bytes = await (await fetch(new URL(address, sheet.href ?? location.href))).blob();
      const reach = range ? `unicode-range:${range};` : "";
      rules.push(
        `@font-face{font-family:"${family}";font-weight:${of("font-weight") || 400};${reach}src:url(${await dataUrl(bytes)})}`,
      );
    }
  }
  return rules.join("");
}

/** Whether a rule's part of the alphabet holds any sign of the text. */
export function covers(range: string, text: string): boolean {
  if (range === "") return true;
  const parts = range.split(",").map((part) => {
    const [low = "0", high] = part.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(low, 16), Number.parseInt(high ?? low, 16)] as const;
  });
  for (const sign of new Set(text)) {
    const code = sign.codePointAt(0) ?? 0;
    if (code > 32 && parts.some(([low, high]) => low <= code && code <= high)) return true;
  }
  return false;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
