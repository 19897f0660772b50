import type { PlatformDocument, PlatformPart } from "../queries";

export const senses = ["sight", "sound", "smell", "taste", "touch"] as const;
export const modules = ["feel", "think", "act", "relate"] as const;
export type Sense = (typeof senses)[number];
export type Module = (typeof modules)[number];
/** A field that holds words, by its name in the API. */
export type TextField = "theme" | `senses.${Sense}` | Module;

export const emptyDocument: PlatformDocument = {
  theme: "",
  promise: [],
  senses: { sight: "", sound: "", smell: "", taste: "", touch: "" },
  feel: "",
  think: "",
  act: "",
  relate: "",
};

export const textFields: readonly TextField[] = [
  "theme",
  ...senses.map((sense) => `senses.${sense}` as const),
  ...modules,
];

export function textOf(document: PlatformDocument, field: TextField): string {
  if (field.startsWith("senses.")) return document.senses[field.slice(7) as Sense];
  return document[field as "theme" | Module];
}

export function withText(document: PlatformDocument, field: TextField, text: string): PlatformDocument {
  if (!field.startsWith("senses.")) return { ...document, [field]: text };
  return { ...document, senses: { ...document.senses, [field.slice(7)]: text } };
}

export function withPart(document: PlatformDocument, at: number, words: string): PlatformDocument {
  return { ...document, promise: document.promise.map((part, each) => (each === at ? { ...part, words } : part)) };
}

export function withoutPart(document: PlatformDocument, at: number): PlatformDocument {
  return { ...document, promise: document.promise.filter((_, each) => each !== at) };
}

export function withNewPart(document: PlatformDocument, words: string): PlatformDocument {
  return { ...document, promise: [...document.promise, { key: "", words }] };
}

/** One place up (−1) or down (1); at the ends nothing moves. */
export function withMovedPart(document: PlatformDocument, at: number, by: -1 | 1): PlatformDocument {
  const to = at + by;
  const moved = document.promise[at];
  const other = document.promise[to];
  if (!moved || !other) return document;
  const promise = [...document.promise];
  promise[at] = other;
  promise[to] = moved;
  return { ...document, promise };
}

/** A part that one of two people changed, removed or added. */
export type Clash = {
  /** `theme`, `senses.smell`, … or `promise`. */
  field: TextField | "promise";
  /** The key of the part of the promise. */
  part?: string;
  mine: string;
  theirs: string;
};

export type Merged = { document: PlatformDocument; clashes: Clash[] };

/**
 * What two people made of the same document, put together: a field that only one of them touched is theirs. Where both
 * wrote something else the words of the other stand, and the clash is told, so that nothing is lost.
 */
export function merge(base: PlatformDocument, mine: PlatformDocument, theirs: PlatformDocument): Merged {
  const clashes: Clash[] = [];
  let document = theirs;
  for (const field of textFields) {
    const [before, own, other] = [textOf(base, field), textOf(mine, field), textOf(theirs, field)];
    if (own === before || own === other) continue;
    if (other === before) document = withText(document, field, own);
    else clashes.push({ field, mine: own, theirs: other });
  }
  return { document: { ...document, promise: mergeParts(base, mine, theirs, clashes) }, clashes };
}

function mergeParts(
  base: PlatformDocument,
  mine: PlatformDocument,
  theirs: PlatformDocument,
  clashes: Clash[],
): PlatformPart[] {
  const find = (document: PlatformDocument, key: string) => document.promise.find((part) => part.key === key);
  const order = (document: PlatformDocument) => document.promise.map((part) => part.key).join("\n");
  // Whose order: the other's, unless only I have moved, added or removed something.
  const first = order(theirs) === order(base) ? mine : theirs;
  const second = first === mine ? theirs : mine;
  const parts: PlatformPart[] = [];
  for (const part of [...first.promise, ...second.promise]) {
    if (part.key === "") {
      parts.push(part);
      continue;
    }
    if (parts.some((each) => each.key === part.key)) continue;
    const [before, own, other] = [find(base, part.key), find(mine, part.key), find(theirs, part.key)];
    if (own && other) {
      const onlyMine = other.words === before?.words;
      if (own.words !== other.words && !onlyMine && own.words !== before?.words)
        clashes.push({ field: "promise", part: part.key, mine: own.words, theirs: other.words });
      parts.push(onlyMine ? own : other);
      continue;
    }
    // One of the two has no such part any more: it goes, unless the other one has just written it.
    const kept = own ?? other;
    if (kept && (!before || kept.words !== before.words)) parts.push(kept);
  }
  return parts;
}
