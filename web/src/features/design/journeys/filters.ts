import type { Dimensions } from "./queries";

/** A filter as the API writes it, `attr.tier=Premier`, taken apart. */
export type Filter = { attribute: string; is: string[] };

/** Commas and backslashes inside a value are written with a backslash before them. */
export function readFilter(text: string): Filter | null {
  const at = text.indexOf("=");
  if (!text.startsWith("attr.") || at < 6) return null;
  const is = [""];
  let escaped = false;
  for (const sign of text.slice(at + 1)) {
    if (sign === "\\" && !escaped) escaped = true;
    else if (sign === "," && !escaped) is.push("");
    else {
      escaped = false;
      is[is.length - 1] += sign;
    }
  }
  return { attribute: text.slice(5, at), is: is.map((value) => value.trim()).filter((value) => value !== "") };
}

export function writeFilter({ attribute, is }: Filter): string {
  return `attr.${attribute}=${is.map((value) => value.replace(/[\\,]/g, "\\$&")).join(",")}`;
}

/** "Tier Premier or Plus", in the words of the organization. */
export function filterWords(text: string, dimensions: Dimensions | undefined): { name: string; value: string } {
  const filter = readFilter(text);
  if (!filter) return { name: "", value: text };
  const attribute = dimensions?.attributes.find((one) => one.key === filter.attribute);
  const label = (code: string) => attribute?.values.find((value) => value.code === code)?.label ?? code;
  return { name: attribute?.label ?? filter.attribute, value: filter.is.map(label).join(", ") };
}
