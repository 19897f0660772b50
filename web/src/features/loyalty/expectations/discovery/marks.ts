import type { Flag } from "../queries";

export type Piece = { text: string; flag?: Flag };

/** The text cut at what the check found, so that each place can be underlined. Overlaps go to the earlier one. */
export function piecesOf(text: string, flags: readonly Flag[]): Piece[] {
  // The server counts characters as people do, not the halves of which some consist here.
  const letters = [...text];
  const pieces: Piece[] = [];
  let at = 0;
  for (const flag of [...flags].sort((a, b) => a.from - b.from || b.to - a.to)) {
    // The check may have answered for a text that has been shortened since.
    if (flag.from < at || flag.to > letters.length || flag.from >= flag.to) continue;
    if (flag.from > at) pieces.push({ text: letters.slice(at, flag.from).join("") });
    pieces.push({ text: letters.slice(flag.from, flag.to).join(""), flag });
    at = flag.to;
  }
  if (at < letters.length) pieces.push({ text: letters.slice(at).join("") });
  return pieces;
}

/** The text with one place said in another way. */
export function better(text: string, flag: Flag): string {
  if (!flag.better) return text;
  const letters = [...text];
  return letters.slice(0, flag.from).join("") + flag.better + letters.slice(flag.to).join("");
}
