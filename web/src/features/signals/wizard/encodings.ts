/** Encodings that one can choose, by the names people know; the server also takes any other WHATWG label. */
export const ENCODINGS = [
  "UTF-8",
  "UTF-16LE",
  "UTF-16BE",
  "Windows-1252",
  "ISO-8859-15",
  "Windows-1250",
  "Windows-1251",
  "Macintosh",
  "Shift_JIS",
  "GB18030",
];

/** The label as people write it: "utf-8" is "UTF-8". */
export function encodingName(label: string | null): string | undefined {
  if (label === null) return undefined;
  return ENCODINGS.find((name) => name.toLowerCase() === label.toLowerCase()) ?? label;
}
