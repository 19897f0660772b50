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

/** A sentence ends here, unless it is the point of a number or of a short form. */
const endsAt = (letters: readonly string[], at: number) =>
  /[.?!…]/.test(letters[at] ?? "") && (letters[at + 1] === undefined || /\s/.test(letters[at + 1] ?? ""));

/** Whether what was proposed is a question that can be asked as it stands; advice ("Ask without it.") is to be read. */
export const isQuestion = (words: string) => words.endsWith("?") && !words.includes("…");

/** The text with the sentence in which something was found said in another way. */
export function better(text: string, flag: Flag): string {
  if (!flag.better) return text;
  const letters = [...text];
  let from = flag.from;
  while (from > 0 && !endsAt(letters, from - 1)) from -= 1;
  while (from < flag.from && /\s/.test(letters[from] ?? "")) from += 1;
  let to = flag.to;
  while (to < letters.length && !endsAt(letters, to - 1)) to += 1;
  return letters.slice(0, from).join("") + flag.better + letters.slice(to).join("");
}
