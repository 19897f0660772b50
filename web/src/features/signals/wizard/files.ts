/** Files that can be refused before they are sent, and the examples that people can look at. */

export type Refusal = "empty" | "too_large" | "picture" | "document" | "archive" | "old_excel";

/** 200 MB, the server's limit for the web; the command line takes any size. */
export const MOST_BYTES = 200_000_000;

export const ACCEPTED = [".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson", ".json"];

/** Only what is certain by name, kind and size; anything else is for the server, which looks inside. */
export function refusal(file: { name: string; size: number; type: string }): Refusal | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? "";
  if (file.size === 0) return "empty";
  if (file.type.startsWith("image/") || file.type.startsWith("video/") || file.type.startsWith("audio/"))
    return "picture";
  if (ending === "xls") return "old_excel";
  if (["pdf", "doc", "docx", "odt", "ppt", "pptx"].includes(ending)) return "document";
  if (["zip", "gz", "7z", "rar", "tar"].includes(ending)) return "archive";
  if (file.size > MOST_BYTES) return "too_large";
  return undefined;
}

export const EXAMPLES = {
  wide: {
    name: "example-answers.csv",
    rows: [
      ["respondent", "date", "recommend", "reception", "waiting room", "region", "comment"],
      ["R1", "2026-03-02", "9", "5", "3", "North", "The waiting room was cold"],
      ["R2", "2026-03-02", "6", "4", "2", "South", ""],
      ["R3", "2026-03-03", "10", "5", "", "North", "Friendly at the desk"],
    ],
  },
  single: {
    name: "example-one-question.csv",
    rows: [
      ["id", "date", "score", "touchpoint", "comment"],
      ["1", "2026-03-02", "9", "Invoice", "Easy to read"],
      ["2", "2026-03-02", "3", "Delivery", "Two days late, nobody called"],
      ["3", "2026-03-03", "7", "Invoice", ""],
    ],
  },
} as const;
