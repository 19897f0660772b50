import type { Flag } from "../contract";

export type Piece = { text: string; flag?: Flag };

/** The text cut at what the check found, so that each place can be underlined. Overlaps go to the earlier one. */
export function piecesOf(text: string, flags: readonly Flag[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const flag of [...flags].sort((a, b) => a.from - b.from || b.to - a.to)) {
    // The check may have answered for a text that has been shortened since.
    if (flag.from < at || flag.to > text.length || flag.from >= flag.to) continue;
    if (flag.from > at) pieces.push({ text: text.slice(at, flag.from) });
    pieces.push({ text: text.slice(flag.from, flag.to), flag });
    at = flag.to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** The text with one place said in another way. */
export function better(text: string, flag: Flag): string {
  if (!flag.better) return text;
  return text.slice(0, flag.from) + flag.better + text.slice(flag.to);
}
